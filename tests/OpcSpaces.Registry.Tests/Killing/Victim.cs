using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Registry.Tests.Killing;

/// <summary>Changes the registry one version after another, says each that was answered, and kills itself at a step if it is told to.</summary>
internal static class Victim
{
    /// <param name="arguments">Folder; connection string or "-"; step to die at or "-"; how many changes; rows of each.</param>
    public static int Run(string[] arguments)
    {
        if (arguments is not [var folder, var postgres, var step, var changes, var rows]) return 2;
        using var journal = new Journal(new JournalOptions { Path = Path.Combine(folder, "journal.db") });
        using var database = new RegistryDatabase(RegistryBench.OptionsOf(folder, postgres == "-" ? null : postgres));
        var store = new RegistryStore(database, journal, TimeProvider.System, NullLogger<RegistryStore>.Instance);
        store.Settle();
        var (count, each) = (int.Parse(changes, CultureInfo.InvariantCulture), int.Parse(rows, CultureInfo.InvariantCulture));
        for (var i = 0; i < count; i++)
        {
            // At the last change only, so that there is something before it.
            if (i == count - 1 && step != "-") store.OnStep = at => { if (at.ToString() == step) Process.GetCurrentProcess().Kill(); };
            if (store.Commit(new RegistryEdit("victim", $"change {i}") { Put = [.. Change(i, each)] }) is not Committed committed) return 3;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"answered {committed.Version}"));
        }

        return 0;
    }

    private static IEnumerable<object> Change(int number, int rows) =>
        (number == 0 ? Sample.Rows() : []).Concat(Enumerable.Range(0, rows).Select(i => Sample.Tenant($"v-{i}", $"after change {number} of {Environment.ProcessId}")));
}
