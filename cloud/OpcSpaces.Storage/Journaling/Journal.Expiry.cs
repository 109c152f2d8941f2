namespace OpcSpaces.Storage.Journaling;

/// <summary>How the content of old entries expires.</summary>
public sealed partial class Journal
{
    private volatile RebuildStart? _rebuildStart;

    /// <summary>Where a rebuild begins; null while nothing of this journal has expired.</summary>
    public RebuildStart? RebuildStart => _rebuildStart;

    /// <summary>Every entry up to this one has been looked at, and has expired where it can.</summary>
    /// <exception cref="JournalUnavailableException">The disk does not allow it.</exception>
    public long ExpiredThrough
    {
        get
        {
            lock (_writing)
                return OnDisk(() => Writer().Expiry.Through);
        }
    }

    /// <summary>Says where a rebuild begins from now on. Durable when this returns; entries up to there may expire then.</summary>
    /// <exception cref="JournalUnavailableException">The disk does not allow it; nothing has changed.</exception>
    public void BeginExpiry(RebuildStart start)
    {
        lock (_writing)
            _rebuildStart = OnDisk(() => Writer().Expiry.Begin(start));
    }

    /// <summary>
    /// Replaces the content of entries by what stays of it, in one transaction. Blocks until the disk has synced, and <see cref="Append"/> waits for
    /// it: keep the group small.
    /// </summary>
    /// <param name="entries">As they were read, each with what stays of it: entries up to the beginning of a rebuild.</param>
    /// <param name="through">Every entry up to this one has been looked at.</param>
    /// <exception cref="JournalUnavailableException">The disk does not allow it; the group is there as a whole or not at all.</exception>
    public void Expire(IReadOnlyList<(JournalEntry Entry, ExpiredEntry Left)> entries, long through)
    {
        lock (_writing)
        {
            OnDisk(() =>
            {
                Writer().Expiry.Expire(entries, through);
                return true;
            });
            _tail.DropThrough(through);
        }
    }

    /// <summary>Gives pages back to the disk that expired content has left free.</summary>
    /// <param name="keptPages">So many stay for what is written next.</param>
    /// <param name="mostPages">How many are given back in this transaction.</param>
    /// <returns>How many more there are.</returns>
    /// <exception cref="JournalUnavailableException">The disk does not allow it.</exception>
    public long GiveBack(long keptPages, int mostPages)
    {
        lock (_writing)
            return OnDisk(() => Writer().Expiry.GiveBack(keptPages, mostPages));
    }
}
