namespace OpcSpaces.Access.Credentials;

/// <summary>
/// Turns to hash a password. It costs a tenth of a second of a core, so strangers must not get all cores, and the queue has an end: some of one
/// network may wait, and some more of all together. Thread-safe.
/// </summary>
internal sealed class HashingTurns : IDisposable
{
    /// <summary>So many of one network wait or hash at once.</summary>
    public const int MostOfOne = 16;

    /// <summary>So many of all networks wait or hash at once.</summary>
    public const int MostOfAll = 128;

    private readonly SemaphoreSlim _turns = new(2);
    private readonly Lock _gate = new(); // guards _present and _all
    private readonly Dictionary<string, int> _present = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Does the work when it is its turn.</summary>
    /// <param name="source">The network address that asks.</param>
    /// <param name="work">What hashes.</param>
    /// <param name="refused">The answer when too many wait already.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<T> TakeAsync<T>(string source, Func<Task<T>> work, T refused, CancellationToken stop)
    {
        var network = FailedAttempts.NetworkOf(source);
        lock (_gate)
        {
            var present = _present.GetValueOrDefault(network);
            if (present >= MostOfOne || _all >= MostOfAll) return refused;
            (_present[network], _all) = (present + 1, _all + 1);
        }

        try
        {
            await _turns.WaitAsync(stop);
            try
            {
                return await work();
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            lock (_gate)
            {
                _all--;
                if (--_present[network] == 0) _present.Remove(network);
            }
        }
    }

    public void Dispose() => _turns.Dispose();
}
