return await OpcSpaces.Gateway.GatewayCommandLine.RunAsync(args, Console.Out, Console.Error);
