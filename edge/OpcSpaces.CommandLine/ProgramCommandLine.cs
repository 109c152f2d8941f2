using System.CommandLine;
using OpcSpaces.Settings;

namespace OpcSpaces.CommandLine;

/// <summary>
/// Runs the command line of a program. Faults of the command line and of settings are written to <paramref name="error"/>, one
/// sentence a line after the program's name, without control characters.
/// </summary>
/// <param name="name">The program as people type it, such as <c>opcspaces-sim</c>.</param>
/// <param name="root">Its options and commands.</param>
/// <param name="output">For what was asked for, such as help.</param>
/// <param name="error">For faults.</param>
public sealed class ProgramCommandLine(string name, RootCommand root, TextWriter output, TextWriter error)
{
    // Stores finish their commits and sessions end; that takes seconds when the disk is slow.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    /// <summary>Parses and runs the arguments.</summary>
    /// <param name="arguments">As the shell passes them. Files of arguments (<c>@file</c>) and directives are not expanded.</param>
    /// <param name="codeOf">The exit code for an exception whose message is for people; null for all others, which are thrown. Null for none.</param>
    /// <param name="stop">Stops the program, as Ctrl-C does.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, Func<Exception, int?>? codeOf = null, CancellationToken stop = default)
    {
        root.Directives.Clear();
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (CommandLineFaults.Of(parsed, name) is { Count: > 0 } faults)
            return Say(string.Join('\n', faults), ExitCode.Wrong);
        // Not disposed, because the input may end at any time.
        var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (Environment.GetEnvironmentVariable(EndOfInput.Variable) == "1")
            EndOfInput.Watch(Console.OpenStandardInput(), ending.Cancel);
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = LongestStop }, ending.Token);
        }
        catch (Exception exception) when (exception is CommandLineException or SettingsException)
        {
            return Say(exception.Message, ExitCode.Wrong);
        }
        catch (Exception exception) when (codeOf?.Invoke(exception) is not null)
        {
            return Say(exception.Message, codeOf(exception)!.Value);
        }
    }

    /// <summary>Writes each line of a message for people after the program's name, and returns the exit code.</summary>
    public int Say(string message, int code)
    {
        Terminal.Say(error, name, message);
        return code;
    }
}

/// <summary>The exit codes of all programs.</summary>
public static class ExitCode
{
    /// <summary>Done, no faults, or stopped by the user.</summary>
    public const int Done = 0;

    /// <summary>Failed while running: starting it again may help.</summary>
    public const int Failed = 1;

    /// <summary>Faults in the command line or in the files that it names: starting it again does not help.</summary>
    public const int Wrong = 2;
}
