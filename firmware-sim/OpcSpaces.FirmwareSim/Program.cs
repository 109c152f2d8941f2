using OpcSpaces.FirmwareSim.Commands;

return await SimCommandLine.RunAsync(args, Console.Out, Console.Error, TimeProvider.System);
