using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OpcSpaces.Testing;

/// <summary>
/// A child process of a test: its output is captured, and the kernel kills it (SIGKILL) when the test host ends, even
/// when the test host crashes or is killed.
/// </summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;
    private readonly Process _process;
    private readonly OutputLog _log = new();

    private ServerProcess(Process process, string name)
    {
        _process = process;
        Name = name;
    }

    public string Name { get; }

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The exit code; 128 + signal when a signal ended the process.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The newest lines of standard output and standard error, mixed.</summary>
    public string Log => _log.ToString();

    /// <summary>CPU time of the process so far, user and system.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a program; <paramref name="environment"/> is added to this process's own.</summary>
    public static ServerProcess Start(
        string program, IEnumerable<string> arguments, string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(ServerBinary.Find("setpriv", "util-linux"), ["--pdeathsig", "KILL", "--", program, .. arguments])
        {
            WorkingDirectory = workingDirectory ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
            start.Environment[key] = value;

        var server = new ServerProcess(new Process { StartInfo = start }, Path.GetFileName(program));
        server._process.OutputDataReceived += (_, e) => server._log.Add(e.Data);
        server._process.ErrorDataReceived += (_, e) => server._log.Add(e.Data);
        ServerLauncher.Start(server._process);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Waits until the server answers; fails at once with its output when the process ends first.</summary>
    public async Task WaitUntilReadyAsync(Func<Task<bool>> ready, TimeSpan deadline)
    {
        await Eventually.ThatAsync(
            async () => HasExited || await ready(), deadline, $"{Name} to be ready", () => $"not ready; its output:\n{Log}");
        if (HasExited)
            throw new InvalidOperationException($"{Name} ended with code {ExitCode} before it was ready; its output:\n{Log}");
    }

    /// <summary>kill -9, and waits until the process is gone.</summary>
    public void Kill()
    {
        if (!HasExited)
            _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM, or another signal, and waits for the end; SIGKILL after <paramref name="patience"/> (10 s by default). Returns the exit code.</summary>
    public async Task<int> StopAsync(TimeSpan? patience = null, int signal = SigTerm)
    {
        if (!HasExited)
        {
            Resume();
            Signal(signal);
            using var timeout = new CancellationTokenSource(patience ?? Eventually.Patience);
            try
            {
                await _process.WaitForExitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                Kill();
            }
        }

        return ExitCode;
    }

    /// <summary>SIGSTOP: the process keeps its connections and answers nothing. Returns when all of its threads are stopped.</summary>
    public void Pause()
    {
        Signal(SigStop);
        SpinWait.SpinUntil(() => HasExited || Directory.EnumerateDirectories($"/proc/{Pid}/task").All(IsStopped));
    }

    /// <summary>SIGCONT.</summary>
    public void Resume() => Signal(SigCont);

    /// <summary>Writes a line to the process's standard input.</summary>
    public Task WriteLineAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    public Task WaitForExitAsync(CancellationToken cancellation = default) => _process.WaitForExitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private static bool IsStopped(string thread)
    {
        try
        {
            // pid (name) state ...: proc(5); the name may hold spaces and brackets.
            var stat = File.ReadAllText(Path.Combine(thread, "stat"));
            return stat[stat.LastIndexOf(')') + 2] is 'T' or 't' or 'Z' or 'X';
        }
        catch (IOException)
        {
            return true; // the thread ended meanwhile
        }
    }

    private void Signal(int signal)
    {
        if (!HasExited && SendSignal(Pid, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} to {Name} failed: errno {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);
}
