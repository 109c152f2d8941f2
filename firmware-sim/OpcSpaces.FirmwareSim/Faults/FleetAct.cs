namespace OpcSpaces.FirmwareSim.Faults;

/// <summary>One entry of a script that happens to a fleet: when it turns on or off next, and what it does then.</summary>
internal sealed class FleetAct(IEnumerable<ScriptWindow> windows, Func<CancellationToken, Task> begin, Func<CancellationToken, Task> end) : IDisposable
{
    private readonly IEnumerator<ScriptWindow> _windows = windows.GetEnumerator();
    private bool _on;

    /// <summary>The greatest time when nothing comes any more.</summary>
    public DateTimeOffset Next { get; private set; } = DateTimeOffset.MinValue;

    public async Task FollowAsync(DateTimeOffset now, CancellationToken stop)
    {
        while (Next <= now)
        {
            if (Next == DateTimeOffset.MinValue && !_on)
            {
                // The first window, which may be on already, or the one behind that which has ended.
                if (!_windows.MoveNext())
                {
                    Next = DateTimeOffset.MaxValue;
                    return;
                }
                if (_windows.Current.From > now)
                {
                    Next = _windows.Current.From;
                    return;
                }
            }
            _on = !_on;
            await (_on ? begin : end)(stop);
            Next = _on ? _windows.Current.To : DateTimeOffset.MinValue;
        }
    }

    public void Dispose() => _windows.Dispose();
}
