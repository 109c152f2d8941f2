using OpcSpaces.Timing;

namespace OpcSpaces.Wire.Host;

/// <summary>
/// Publishes STATE again whenever something else stands on its topic: at once, and then no sooner than after pauses that double from one
/// second to eight, so that two programs that correct each other do not fill the network. A pause without a want makes the next one short
/// again. Thread-safe.
/// </summary>
/// <param name="publish">Publishes STATE; throws <see cref="IOException"/> when the connection is ending.</param>
/// <param name="time">For the pauses.</param>
/// <param name="ended">Ends the pauses with the connection.</param>
internal sealed class StateRepair(Func<Task> publish, TimeProvider time, CancellationToken ended)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(8);

    private readonly Backoff _pauses = new(new BackoffOptions(FirstPause, LongestPause) { Jitter = 0 });
    private readonly Lock _gate = new(); // guards what follows
    private bool _isWanted;
    private bool _isRunning;

    public void Want()
    {
        lock (_gate)
        {
            _isWanted = true;
            if (_isRunning) return;
            _isRunning = true;
        }

        _ = RunAsync();
    }

    private async Task RunAsync()
    {
        try
        {
            while (Takes())
            {
                await publish();
                await Task.Delay(_pauses.Next(), time, ended);
            }
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && ended.IsCancellationRequested))
        {
            // The connection is ending, and the next one publishes that the host is online.
        }
    }

    private bool Takes()
    {
        lock (_gate)
        {
            _isRunning = _isWanted;
            _isWanted = false;
            if (!_isRunning) _pauses.Succeeded();
            return _isRunning;
        }
    }
}
