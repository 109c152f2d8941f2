using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace OpcSpaces.FirmwareSim.Commands;

/// <summary>A command while it runs: when it stops, its log, and a line of progress every two seconds.</summary>
internal sealed class RunningCommand : IDisposable
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(2);

    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _timer;

    public RunningCommand(TextWriter output, TimeProvider time, TimeSpan? duration, bool verbose, CancellationToken stop)
    {
        (_output, _time) = (output, time);
        _timer = new CancellationTokenSource(duration ?? Timeout.InfiniteTimeSpan, time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop, _timer.Token);
        Loggers = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.Error)
            .AddSimpleConsole(console => console.SingleLine = true)
            .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
    }

    public ILoggerFactory Loggers { get; }

    public CancellationToken Stop => _stop.Token;

    /// <summary>Runs <paramref name="work"/> until it completes or is stopped, and writes the progress every two seconds.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> work, Func<string> progress)
    {
        var running = work(Stop);
        using (var timer = new PeriodicTimer(ProgressInterval, _time))
        {
            while (await Task.WhenAny(running, timer.WaitForNextTickAsync(CancellationToken.None).AsTask()) != running)
                await _output.WriteLineAsync(progress());
        }
        try
        {
            await running;
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            // Stopped before everything had started.
        }
        await _output.WriteLineAsync(progress());
    }

    public void Dispose()
    {
        Loggers.Dispose();
        _stop.Dispose();
        _timer.Dispose();
    }
}
