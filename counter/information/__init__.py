"""The information desk: tickets are found, made, printed, brought back; nobody is called here."""
