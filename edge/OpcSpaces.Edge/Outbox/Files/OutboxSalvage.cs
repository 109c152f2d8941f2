using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;

namespace OpcSpaces.Edge.Outbox.Files;

/// <summary>Takes aliases and meter registers from a damaged outbox into a new one, because a register must never fall and an alias must never change its meaning.</summary>
internal static class OutboxSalvage
{
    /// <summary>Returns what was taken, for the log.</summary>
    public static string TakeOver(string damaged, string vfs, OutboxTables into)
    {
        try
        {
            using var database = OutboxFormat.OpenDamaged(damaged, vfs);
            var aliases = Copy(database, into, "SELECT alias, device, name, data_type FROM aliases", "INSERT OR IGNORE INTO aliases VALUES (?1, ?2, ?3, ?4, 0)", isText: [false, true, true, false]);
            var registers = Copy(database, into, "SELECT name, value FROM registers", "INSERT OR IGNORE INTO registers VALUES (?1, ?2)", isText: [true, false]);
            return $"{aliases} aliases, {registers} meter registers";
        }
        catch (SqliteException e)
        {
            return $"nothing, it cannot be read at all ({e.Message})";
        }
    }

    // isText says of each column whether it is a text or a number.
    private static int Copy(SqliteDatabase from, OutboxTables into, string select, string insert, bool[] isText)
    {
        var copied = 0;
        try
        {
            using var rows = from.PrepareOnce(select);
            using var write = into.Database.PrepareOnce(insert);
            into.Database.Transact(() =>
            {
                while (rows.Step())
                {
                    for (var column = 0; column < isText.Length; column++)
                    {
                        if (isText[column]) write.Bind(column + 1, rows.Text(column));
                        else write.Bind(column + 1, rows.Int64(column));
                    }

                    write.Run();
                    copied++;
                }
            });
        }
        catch (SqliteException)
        {
            // The table itself is damaged: the new one stays empty, and the logged count says so.
            return 0;
        }

        return copied;
    }
}
