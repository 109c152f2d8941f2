namespace OpcSpaces.Cloud;

/// <summary>One line for an end that nobody asked for, whatever the reason; the log has the details.</summary>
internal static class UnexpectedEndText
{
    public static string Of(Exception e) => $"ended unexpectedly: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}";

    /// <summary>Ends the process with this line and code 1 when a thread ends it with an exception; without it, .NET would print a page and end with 134.</summary>
    public static void Watch(TextWriter error) => AppDomain.CurrentDomain.UnhandledException += (_, args) =>
    {
        var line = args.ExceptionObject is Exception e ? Of(e) : "ended unexpectedly";
        Environment.Exit(CloudCommand.Refuse(error, [line], code: 1));
    };
}
