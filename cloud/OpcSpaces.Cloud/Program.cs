using OpcSpaces.Cloud;

UnexpectedEndText.Watch(Console.Error);
return await CloudCommand.RunAsync(args, Console.Out, Console.Error);
