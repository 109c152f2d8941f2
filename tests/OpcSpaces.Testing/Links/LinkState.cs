namespace OpcSpaces.Testing;

/// <summary>What all connections of a <see cref="TcpProxy"/> share: whether bytes may pass, and how much they are delayed.</summary>
internal sealed class LinkState
{
    private volatile TaskCompletionSource _open = Opened();
    private long _delayTicks;
    private long _forwardedBytes;

    internal TimeSpan Delay
    {
        get => new(Interlocked.Read(ref _delayTicks));
        set => Interlocked.Exchange(ref _delayTicks, value.Ticks);
    }

    internal long ForwardedBytes => Interlocked.Read(ref _forwardedBytes);

    internal void Stall()
    {
        if (_open.Task.IsCompleted)
            _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal void Resume() => _open.TrySetResult();

    internal Task WaitUntilOpenAsync(CancellationToken cancellation) => _open.Task.WaitAsync(cancellation);

    internal void CountForwarded(int bytes) => Interlocked.Add(ref _forwardedBytes, bytes);

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
