return await OpcSpaces.Edge.EdgeCommandLine.RunAsync(args);
