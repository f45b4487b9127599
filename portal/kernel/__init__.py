"""The kernel: small tools without domain knowledge; imports no other package of ours."""
