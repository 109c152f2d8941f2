using OpcSpaces.Projections.Running;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Projections.Series;

/// <summary>
/// Writes readings into the series store. The store keeps this projection's position. <see cref="ISeriesStore.WriteAsync"/> waits while
/// the store is away; nothing else waits with it.
/// </summary>
internal sealed class SeriesProjection : IProjection
{
    private readonly ISeriesStore _store;
    private readonly DeadLetterTable _deadLetters;
    private readonly SeriesBatch _batch = new();
    private readonly List<DeadLetter> _letters = [];
    private readonly SeriesMapper _mapper;
    private volatile bool _hasResumed; // before, the store's position may be of another journal

    public SeriesProjection(ISeriesStore store, DeadLetterTable deadLetters, SeriesCatalog catalog, TimeSpan pace)
    {
        (_store, _deadLetters, Pace) = (store, deadLetters, pace);
        _mapper = new SeriesMapper(_batch, _letters, catalog);
    }

    public string Name => "series";

    public TimeSpan Pace { get; }

    public long SavedPosition => _hasResumed ? _store.Position : 0;

    public async ValueTask<long> ResumeAsync(Journal journal, long journalEnd, CancellationToken cancellation)
    {
        _store.BelongTo(journal.Identity);
        _deadLetters.BelongTo(journal.Identity);
        if (_store.Position > journalEnd)
        {
            // The journal was restored from a backup, so it holds the first entries of the journal that was. The store has all of
            // them; the entries that come now under the same ids are new. If we crash here, the next start does the same again.
            _deadLetters.ForgetOrigins(journalEnd);
            await _store.RewindAsync(journalEnd, cancellation);
        }
        _mapper.Resume(journal.ReadBirths(_store.Position));
        _hasResumed = true;
        return _store.Position;
    }

    public async ValueTask ApplyAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        _batch.Clear();
        _letters.Clear();
        foreach (var entry in entries)
            _mapper.Map(entry);
        // If we crash here, the next start adds the same letters and writes the same points; both change nothing.
        _deadLetters.Add(_letters);
        await _store.WriteAsync(_batch, entries[^1].Id, cancellation);
    }

    public ValueTask StopAsync() => ValueTask.CompletedTask;
}
