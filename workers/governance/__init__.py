"""Reading what companies announce of their constitution and their share schemes: pure."""
