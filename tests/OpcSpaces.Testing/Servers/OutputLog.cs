namespace OpcSpaces.Testing;

/// <summary>The newest lines that a child process wrote; older ones are dropped.</summary>
internal sealed class OutputLog
{
    private const int MaxLines = 5_000;
    private readonly Queue<string> _lines = new();
    private readonly Lock _gate = new();

    internal void Add(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > MaxLines)
                _lines.Dequeue();
        }
    }

    public override string ToString()
    {
        lock (_gate)
            return string.Join('\n', _lines);
    }
}
