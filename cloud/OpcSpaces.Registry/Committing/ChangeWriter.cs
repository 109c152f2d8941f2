using Microsoft.EntityFrameworkCore;
using OpcSpaces.Model.Registry.Changes;
using OpcSpaces.Registry.Rows;

namespace OpcSpaces.Registry.Committing;

/// <summary>
/// Writes a change set and its rows in the open transaction, some hundreds at a time: first what is added or changed, in the order of the tables,
/// and then what is removed, in the reverse order. So a row never refers to one that is not there yet or no longer.
/// </summary>
internal static class ChangeWriter
{
    private const int RowsAtOnce = 500;

    public static void Write(RegistryContext context, ChangeSet set, PlannedChanges changes, HeadRow head, Action onRows)
    {
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        var written = 0;
        foreach (var i in InOrder(changes))
        {
            var (_, former, fresh) = changes.Rows[i];
            if (fresh is null) context.Remove(former!);
            else if (former is null) context.Add(fresh);
            else context.Update(fresh);
            var change = changes[i];
            context.Add(new ChangedRow
            {
                Version = set.Version,
                Number = i + 1,
                Table = change.Table,
                Key = change.Key,
                Action = change.Action,
                Fields = string.Join(';', change.Fields.Keys),
            });
            if (++written % RowsAtOnce == 0) Flush(context);
        }

        onRows();
        context.Add(new ChangeSetRow { Version = set.Version, At = set.At, Who = set.Who, Why = set.Why, Undoes = set.Undoes });
        var sequence = head.Sequence;
        foreach (var part in ChangeSetJson.Write(set))
        {
            context.Add(new ChangePartRow { Sequence = ++sequence, Version = set.Version, Content = part });
            Flush(context);
        }

        context.Heads.ExecuteUpdate(row => row.SetProperty(one => one.Sequence, sequence));
    }

    private static IEnumerable<int> InOrder(PlannedChanges changes)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            if (changes.Rows[i].Fresh is not null) yield return i;
        }

        for (var i = changes.Count - 1; i >= 0; i--)
        {
            if (changes.Rows[i].Fresh is null) yield return i;
        }
    }

    private static void Flush(RegistryContext context)
    {
        context.SaveChanges();
        context.ChangeTracker.Clear();
    }
}
