"""Messages to the office: asked on the contact page, answered by the coordination."""
