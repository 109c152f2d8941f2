using OpcSpaces.Run;

return await RunCommand.RunAsync(args);
