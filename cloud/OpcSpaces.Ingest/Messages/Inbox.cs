namespace OpcSpaces.Ingest.Messages;

/// <summary>
/// The bounded queue from the network threads to the ingest loop. A message is always taken. Once the bounds are reached, the writer gets
/// a task that completes when there is room again, and reading from the broker pauses until then; so the queue holds at most one
/// message per connection more than its bounds. The loop takes whole lists, with one lock per list.
/// </summary>
internal sealed class Inbox(int maxMessages, long maxBytes)
{
    private readonly object _gate = new(); // guards everything below; a Monitor, because the loop waits on it
    private List<ReceivedMessage> _messages = [];
    private long _bytes;
    private int _wanted; // how many the loop waits for
    private bool _woken;
    private bool _closed;
    private TaskCompletionSource? _room;

    public int Count
    {
        get
        {
            lock (_gate)
                return _messages.Count;
        }
    }

    public ValueTask Add(in ReceivedMessage message)
    {
        lock (_gate)
        {
            AddLocked(message);
            if (_closed || (_messages.Count < maxMessages && _bytes < maxBytes))
                return ValueTask.CompletedTask;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_room.Task);
        }
    }

    /// <summary>Adds the last message of a connection, for which nobody waits.</summary>
    public void AddLast(in ReceivedMessage message)
    {
        lock (_gate)
            AddLocked(message);
    }

    /// <summary>Wakes the loop although no message came.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _woken = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends all waiting. Later messages are not taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            FreeWriters();
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until there are that many messages, until <see cref="Wake"/>, or until the time is over.</summary>
    public void Await(int count, TimeSpan atMost)
    {
        lock (_gate)
        {
            _wanted = count;
            while (_messages.Count < count && !_woken && !_closed && Monitor.Wait(_gate, atMost))
            {
            }
        }
    }

    /// <summary>Waits for a message or <see cref="Wake"/>, and exchanges <paramref name="empty"/> for all messages that have come.</summary>
    public List<ReceivedMessage> TakeAll(List<ReceivedMessage> empty)
    {
        lock (_gate)
        {
            Await(1, Timeout.InfiniteTimeSpan);
            _woken = false;
            if (_messages.Count == 0)
                return empty;
            var taken = _messages;
            _messages = empty;
            _bytes = 0;
            FreeWriters();
            return taken;
        }
    }

    private void AddLocked(in ReceivedMessage message)
    {
        if (_closed)
            return;
        _messages.Add(message);
        _bytes += message.Payload.Length;
        if (_messages.Count == _wanted)
            Monitor.PulseAll(_gate);
    }

    private void FreeWriters()
    {
        _room?.SetResult();
        _room = null;
    }
}
