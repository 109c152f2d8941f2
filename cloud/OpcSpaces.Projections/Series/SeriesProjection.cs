using OpcSpaces.Projections.Batches;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Projections.Series;

/// <summary>
/// Brings readings into the series store, whose position is this projection's position. A store that is away is waited for in
/// <see cref="ISeriesStore.WriteAsync"/>; nothing else stands still meanwhile.
/// </summary>
internal sealed class SeriesProjection : IProjection
{
    private readonly ISeriesStore _store;
    private readonly DeadLetterTable _deadLetters;
    private readonly SeriesBatch _batch = new();
    private readonly List<DeadLetter> _letters = [];
    private readonly SeriesMapper _mapper;

    public SeriesProjection(ISeriesStore store, DeadLetterTable deadLetters, SeriesCatalog catalog, TimeSpan pace)
    {
        (_store, _deadLetters, Pace) = (store, deadLetters, pace);
        _mapper = new SeriesMapper(_batch, _letters, catalog);
    }

    public string Name => "series";

    public TimeSpan Pace { get; }

    public async ValueTask<long> ResumeAsync(Journal journal, CancellationToken cancellation)
    {
        if (_store.Position > journal.LastId)
        {
            // The journal was restored from a backup, which is a beginning of the journal that was: all of it stands in the
            // store, and what comes now under the same ids is new. If we crash here, all of this is met again.
            _deadLetters.ForgetOrigins(journal.LastId);
            await _store.RewindAsync(journal.LastId, cancellation);
        }
        _mapper.Resume(journal.ReadBirths(_store.Position));
        return _store.Position;
    }

    public async ValueTask ApplyAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        _batch.Clear();
        _letters.Clear();
        foreach (var entry in entries)
            _mapper.Map(entry);
        // If we crash here, the letters are met again and are the same; the points are written again and change nothing.
        _deadLetters.Add(_letters);
        await _store.WriteAsync(_batch, entries[^1].Id, cancellation);
    }

    public ValueTask StopAsync() => ValueTask.CompletedTask;
}
