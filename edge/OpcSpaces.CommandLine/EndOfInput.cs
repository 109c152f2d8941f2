namespace OpcSpaces.CommandLine;

/// <summary>
/// Stops a program that another one started when that one ends in whatever way, also when it is killed: the standard input is a pipe
/// from it, which the operating system closes then. The one that starts asks for it with <see cref="Variable"/>, because a service and
/// a program in the background have an input that ends at once.
/// </summary>
public static class EndOfInput
{
    /// <summary>An environment variable; <c>1</c> asks for it.</summary>
    public const string Variable = "OPCSPACES_STOP_AT_END_OF_INPUT";

    /// <summary>Calls <paramref name="stop"/> at the end of <paramref name="input"/>, on a thread of its own. What comes before the end is ignored.</summary>
    public static void Watch(Stream input, Action stop) => new Thread(() => Run(input, stop)) { IsBackground = true, Name = "end of input" }.Start();

    private static void Run(Stream input, Action stop)
    {
        var ignored = new byte[256];
        try
        {
            while (input.Read(ignored) > 0)
            {
                // Nobody writes.
            }
        }
        catch (IOException)
        {
            // A broken pipe is its end.
        }

        stop();
    }
}
