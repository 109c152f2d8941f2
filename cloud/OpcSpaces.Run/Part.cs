using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OpcSpaces.Run;

/// <summary>One of the programs, as a process of its own. What it writes goes to a log file.</summary>
internal sealed partial class Part : IAsyncDisposable
{
    // OpcSpaces.CommandLine has the other end.
    private const string StopsAtEndOfInput = "OPCSPACES_STOP_AT_END_OF_INPUT";
    private const int Terminate = 15; // SIGTERM
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly bool _watchesInput;
    private readonly Task _logging;

    private Part(string name, string log, Process process, bool watchesInput)
    {
        (Name, Log, _process, _watchesInput) = (name, log, process, watchesInput);
        var file = TextWriter.Synchronized(new StreamWriter(log, append: false) { AutoFlush = true });
        _logging = Task.WhenAll(CopyAsync(process.StandardOutput, file), CopyAsync(process.StandardError, file))
            .ContinueWith(_ => file.Dispose(), TaskScheduler.Default);
    }

    public string Name { get; }

    public string Log { get; }

    public bool HasEnded => _process.HasExited;

    /// <summary>Starts a program of OpcSpaces, which ends when this process ends in whatever way: its standard input is a pipe from here.</summary>
    /// <param name="name">What the user calls it.</param>
    /// <param name="log">Path of its log file, which is written anew.</param>
    /// <param name="arguments">Of the command <c>dotnet</c>.</param>
    public static Part Start(string name, string log, params IEnumerable<string> arguments) => Start(name, log, watchesInput: true, arguments);

    /// <summary>Starts another command of <c>dotnet</c>, which ends by itself.</summary>
    public static Part StartTool(string name, string log, params IEnumerable<string> arguments) => Start(name, log, watchesInput: false, arguments);

    private static Part Start(string name, string log, bool watchesInput, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // Ctrl-C in a terminal, and the end of the terminal, reach every program there at once. Only this one is to act on it, because it stops the others in order.
        if (OperatingSystem.IsWindows())
        {
            start.FileName = "dotnet";
            start.CreateNewProcessGroup = true;
        }
        else
        {
            start.FileName = "/bin/sh";
            foreach (var part in (string[])["-c", "trap '' INT HUP; exec \"$@\"", "sh", "dotnet"]) start.ArgumentList.Add(part);
        }

        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (watchesInput) start.Environment[StopsAtEndOfInput] = "1";
        var process = Process.Start(start)!;
        if (!watchesInput) process.StandardInput.Close();
        return new Part(name, log, process, watchesInput);
    }

    /// <summary>Waits for its end; returns its exit code.</summary>
    public async Task<int> WaitAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        await _logging;
        return _process.ExitCode;
    }

    /// <summary>The last lines that it wrote, when it has ended.</summary>
    public async Task<string> LastLinesAsync(int count)
    {
        await _logging;
        var lines = (await File.ReadAllLinesAsync(Log)).Where(line => !string.IsNullOrWhiteSpace(line)).TakeLast(count).ToList();
        return lines.Count == 0 ? "(it wrote nothing)" : string.Join('\n', lines);
    }

    /// <summary>Asks it to end and waits until it has. A tool on Windows cannot be asked, and is ended.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(LongestStop);
        try
        {
            if (!_process.HasExited)
                Ask();
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _logging;
        _process.Dispose();
    }

    private void Ask()
    {
        if (_watchesInput)
            _process.StandardInput.Close();
        else if (OperatingSystem.IsWindows() || SendSignal(_process.Id, Terminate) != 0)
            _process.Kill(entireProcessTree: true);
    }

    private static async Task CopyAsync(StreamReader from, TextWriter to)
    {
        while (await from.ReadLineAsync() is { } line)
            await to.WriteLineAsync(line);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
