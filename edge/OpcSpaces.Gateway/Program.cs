return await OpcSpaces.Gateway.GatewayCommandLine.RunAsync(args);
