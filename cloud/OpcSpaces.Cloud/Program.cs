using OpcSpaces.Cloud;

return await CloudCommand.RunAsync(args, Console.Out, Console.Error);
