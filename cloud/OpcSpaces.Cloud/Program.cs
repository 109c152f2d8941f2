using OpcSpaces.Cloud;

UnaskedEnd.Watch(Console.Error);
return await CloudCommand.RunAsync(args, Console.Out, Console.Error);
