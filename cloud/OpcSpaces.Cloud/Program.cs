using OpcSpaces.Cloud;

return await CloudCommand.Create().Parse(args).InvokeAsync();
