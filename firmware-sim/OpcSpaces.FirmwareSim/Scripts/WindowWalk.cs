namespace OpcSpaces.FirmwareSim.Scripts;

/// <summary>Goes through the windows of one entry: whether it is on, and when that changes next.</summary>
internal sealed class WindowWalk : IDisposable
{
    private readonly IEnumerator<ScriptWindow> _windows;
    private bool _hasMore;

    public WindowWalk(IEnumerable<ScriptWindow> windows)
    {
        _windows = windows.GetEnumerator();
        _hasMore = _windows.MoveNext();
    }

    public bool IsOn { get; private set; }

    /// <summary>The window that is on, or that comes.</summary>
    public ScriptWindow Window => _windows.Current;

    /// <summary>The greatest time when nothing comes any more.</summary>
    public DateTimeOffset Next => !_hasMore ? DateTimeOffset.MaxValue : IsOn ? Window.To : Window.From;

    /// <summary>True when it has turned on, or off, because that was due at <paramref name="now"/>.</summary>
    public bool TryTurn(DateTimeOffset now)
    {
        if (!_hasMore || Next > now)
            return false;
        IsOn = !IsOn;
        if (!IsOn)
            _hasMore = _windows.MoveNext();
        return true;
    }

    public void Dispose() => _windows.Dispose();
}
