using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Changes;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Rules;
using OpcSpaces.Points;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Journaling;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Registry.Rows;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Registry.Committing;

/// <summary>
/// Changes the registry. An edit that is answered with <see cref="Committed"/> is on the disk, with who, when, why and every former value,
/// and in the journal. Edits take effect one after another, whole or not at all. Thread-safe.
/// </summary>
public sealed partial class RegistryStore(RegistryDatabase database, Journal journal, TimeProvider time, ILogger<RegistryStore> logger)
{
    private readonly Lock _writing = new(); // one edit at a time; guards _isSettled
    private readonly RegistryJournal _journal = new(journal, time);
    private bool _isSettled;
    private long _lastVersion;
    private bool _isRead;

    /// <summary>The newest version that this process has seen; 0 before the database was opened, and before the first change.</summary>
    public long LastVersion => Volatile.Read(ref _lastVersion);

    /// <summary>Whether this process has read the version at all: without that, nobody knows what the registry says.</summary>
    public bool IsRead => Volatile.Read(ref _isRead);

    /// <summary>Called at each step of a commit; for tests that end the process there.</summary>
    internal Action<CommitStep>? OnStep { get; set; }

    /// <summary>Opens the database, asks it for the newest version, and brings into the journal what a crash has left out.</summary>
    /// <returns>False when the journal does not allow it now.</returns>
    /// <exception cref="RegistryUnavailableException">The database cannot be reached now.</exception>
    /// <exception cref="RegistryRefusedException">The database cannot be used.</exception>
    public bool Settle()
    {
        lock (_writing)
        {
            database.Open();
            using var context = database.Create();
            if (!_isSettled) _isSettled = TryJournal(context);
            // Asked each time: so it is noticed when the database goes away, and when another process has made a change.
            Volatile.Write(ref _lastVersion, database.Guard(() => context.Heads.AsNoTracking().Select(head => head.Version).Single()));
            Volatile.Write(ref _isRead, true);
            return _isSettled;
        }
    }

    /// <summary>Makes a change; see <see cref="CommitOutcome"/> for what may come of it.</summary>
    /// <exception cref="RegistryUnavailableException">The database cannot be used now; nothing was changed, unless only the answer to the commit was lost.</exception>
    /// <exception cref="RegistryRefusedException">The database cannot be used.</exception>
    public CommitOutcome Commit(RegistryEdit edit) => Write(edit, context =>
    {
        var rows = RegistryReader.Rows(context, [.. CommunitiesOf(edit).Distinct(StringComparer.Ordinal)]);
        var fresh = Apply(edit, rows);
        var changes = PlannedChanges.Between(rows, fresh);
        if (edit.BasedOn is { } seen && ConflictFinder.Find(context, seen, changes, byField: false) is { Count: > 0 } conflicts) return new Conflicting(conflicts);
        return Finish(context, edit, undoes: null, rows, fresh, changes);
    });

    /// <summary>Takes a version back: a new version with the former values. Refused when later versions touched the same fields.</summary>
    /// <param name="version">The version.</param>
    /// <param name="who">The person or the program.</param>
    /// <param name="why">The reason.</param>
    /// <exception cref="RegistryUnavailableException">As of <see cref="Commit"/>.</exception>
    public CommitOutcome Undo(long version, string who, string why) => Write(new RegistryEdit(who, why), context =>
    {
        if (RegistryReader.ChangeSet(context, version) is not { } set) return new NothingToUndo($"there is no version {version}");
        if (ConflictFinder.Find(context, version, set.Changes, byField: true) is { Count: > 0 } conflicts) return new Conflicting(conflicts);
        var rows = RegistryReader.Rows(context, [.. set.Changes.Select(change => RegistryTables.CommunityOf(RegistryTables.Find(change.Table)!, change.Key)).OfType<string>().Distinct(StringComparer.Ordinal)]);
        var fresh = rows.Copy();
        foreach (var change in set.Changes) fresh.Apply(change.Undo());
        return Finish(context, new RegistryEdit(who, why), version, rows, fresh, PlannedChanges.Between(rows, fresh));
    });

    private static IEnumerable<string> CommunitiesOf(RegistryEdit edit) =>
        edit.Put.Select(row => RegistryTables.Of(row.GetType()) is var table && table.Record == typeof(District) ? null : table.Keys[0].TextOf(row))
            .Concat(edit.Remove.Select(name => RegistryTables.CommunityOf(RegistryTables.Find(name.Table)!, name.Key)))
            .Append(edit.Replace?.Community).OfType<string>();

    private static RegistryRows Apply(RegistryEdit edit, RegistryRows rows)
    {
        var fresh = rows.Copy();
        if (edit.Replace is { } replaced)
        {
            foreach (var table in RegistryTables.All.Where(table => replaced.Tables.Contains(table.Name)))
            {
                foreach (var key in rows.Of(table).Keys.Where(key => RegistryTables.CommunityOf(table, key) == replaced.Community)) fresh.Remove(table, key);
            }
        }

        foreach (var name in edit.Remove) fresh.Remove(RegistryTables.Find(name.Table)!, name.Key);
        foreach (var row in edit.Put) fresh.Put(Plain(edit.KeepsDeskFigures ? WithFormerDeskFigures(row, rows) : row));
        return fresh;
    }

    private static object WithFormerDeskFigures(object row, RegistryRows rows) =>
        row is CommunityFacts community && rows.Find<CommunityFacts>(community.Id) is { } former ? community with { DeskFigures = former.DeskFigures } : row;

    // Equal values in equal form: 12.50 as 12.5, "" as nothing, times in UTC.
    private static object Plain(object row)
    {
        var table = RegistryTables.Of(row.GetType());
        return table.Create(table.TextsOf(row));
    }

    private CommitOutcome Finish(RegistryContext context, RegistryEdit edit, long? undoes, RegistryRows rows, RegistryRows fresh, PlannedChanges changes)
    {
        if (FaultsOf(edit, rows, fresh) is { Count: > 0 } faults) return new Refused(faults);
        if (edit.CheckOnly) return new WouldCommit(changes.Added, changes.Count - changes.Added - changes.Removed, changes.Removed);
        var head = context.Heads.Single();
        if (changes.Count == 0) return new Unchanged(head.Version - 1);
        // Whole milliseconds, as everywhere in the journal.
        var at = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        ChangeWriter.Write(context, new ChangeSet(head.Version, at, edit.Who, edit.Why, undoes, changes), changes, head, () => OnStep?.Invoke(CommitStep.RowsWritten));
        return new Committed(head.Version, changes.Added, changes.Count - changes.Added - changes.Removed, changes.Removed, IsJournaled: false);
    }

    // Faults that were there before, such as of rules that are newer than the rows, do not hinder other changes.
    private static RegistryFaults FaultsOf(RegistryEdit edit, RegistryRows rows, RegistryRows fresh)
    {
        if (RegistryRules.Check(fresh).Count == 0) return new RegistryFaults();
        var old = RegistryRules.Check(rows).Kept.ToHashSet();
        var faults = new RegistryFaults(fault => old.Contains(fault) || edit.IsCovered?.Invoke(fault) == true);
        RegistryRules.Check(fresh, faults);
        return faults;
    }

    private CommitOutcome Write(RegistryEdit edit, Func<RegistryContext, CommitOutcome> work)
    {
        if (Texts(edit) is { } wrong) return new Refused(wrong);
        lock (_writing)
        {
            if (!Settle()) throw new RegistryUnavailableException("The journal does not take what was changed before: nothing more is changed until it does.");
            using var context = database.Create();
            var outcome = database.Guard(() =>
            {
                using var transaction = context.Database.BeginTransaction();
                // The first statement of every writer, also of another process: the others wait for this row.
                context.Heads.ExecuteUpdate(head => head.SetProperty(row => row.Version, row => row.Version + 1));
                var result = work(context);
                if (result is not Committed) return result;
                OnStep?.Invoke(CommitStep.BeforeCommit);
                // Crash here: nothing is stored, and nobody was told.
                transaction.Commit();
                return result;
            });
            if (outcome is not Committed committed) return outcome;
            // Crash here: it is stored, nobody was told, and the next start brings it into the journal.
            OnStep?.Invoke(CommitStep.Committed);
            context.ChangeTracker.Clear();
            Volatile.Write(ref _lastVersion, committed.Version);
            _isSettled = TryJournal(context);
            OnStep?.Invoke(CommitStep.Journaled);
            return committed with { IsJournaled = _isSettled };
        }
    }

    private static RegistryFaults? Texts(RegistryEdit edit)
    {
        var faults = new RegistryFaults();
        foreach (var (name, text) in (ReadOnlySpan<(string, string)>)[("who", edit.Who), ("why", edit.Why)])
        {
            if (string.IsNullOrWhiteSpace(text)) faults.Add(new RegistryFault("change", "", name, "\"\"", "say who changes it and why"));
            else if (text.Length > ChangeSet.MostText) faults.Add(new RegistryFault("change", "", name, $"\"{text}\"", $"write {ChangeSet.MostText} characters at most"));
            else if (Letters.HasDeceptive(text)) faults.Add(new RegistryFault("change", "", name, $"\"{text}\"", "write it without control characters"));
        }

        return faults.Count == 0 ? null : faults;
    }

    private bool TryJournal(RegistryContext context)
    {
        try
        {
            database.Guard(() =>
            {
                _journal.AppendMissing(context, () => OnStep?.Invoke(CommitStep.PartJournaled));
                return true;
            });
            return true;
        }
        catch (JournalUnavailableException e)
        {
            JournalBehind(e.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "Changes of the registry are stored and not yet in the journal: {Fault}")]
    private partial void JournalBehind(string fault);
}
