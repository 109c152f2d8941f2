using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OpcSpaces.Sqlite;

namespace OpcSpaces.Edge.Outbox.Files;

/// <summary>
/// Opens the outbox's file. A damaged file is renamed and kept for people to look at, and a new epoch begins; aliases and meter
/// registers are taken over as far as they can be read. Another program's file and one of a newer version are refused. On a
/// SQLite file system other than the machine's own (a VFS), files cannot be renamed, and damage throws.
/// </summary>
internal static partial class OutboxFile
{
    public const string Name = "outbox.db";

    public static (OutboxTables Tables, OutboxState? State, StoredLog? Log) Open(string directory, string vfs, bool survivesPowerLoss, ILogger logger)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, Name);
        try
        {
            return OpenTrusted(path, vfs, survivesPowerLoss);
        }
        catch (Exception e) when (vfs.Length == 0 && IsDamage(e))
        {
            var aside = MoveAside(path);
            DamagedFileMovedAside(logger, path, aside, e is SqliteFormatException refused ? refused.Reason : e.Message);
            var fresh = OpenTrusted(path, vfs, survivesPowerLoss);
            var taken = OutboxSalvage.TakeOver(aside, vfs, fresh.Tables);
            TakenOver(logger, taken, aside);
            return fresh;
        }
    }

    private static bool IsDamage(Exception e) => e switch
    {
        OutboxDamagedException => true,
        SqliteFormatException refused => refused.Fault == SqliteFormatFault.Damaged,
        SqliteException failed => SqliteCode.IsDamage(failed.SqliteErrorCode),
        _ => false,
    };

    private static (OutboxTables Tables, OutboxState? State, StoredLog? Log) OpenTrusted(string path, string vfs, bool survivesPowerLoss)
    {
        var tables = new OutboxTables(path, vfs, survivesPowerLoss);
        try
        {
            var state = tables.ReadState();
            return (tables, state, state is null ? null : StoredLog.Read(tables, state));
        }
        catch
        {
            tables.Dispose();
            throw;
        }
    }

    private static string MoveAside(string path)
    {
        for (var number = 1; ; number++)
        {
            var aside = Path.Combine(Path.GetDirectoryName(path)!, $"outbox.damaged-{number}.db");
            if (File.Exists(aside)) continue;
            foreach (var suffix in (string[])["-wal", "-shm"])
            {
                if (File.Exists(path + suffix)) File.Move(path + suffix, aside + suffix, overwrite: true);
            }

            // The file itself goes last: after a crash on the way it is still in place, and all of this is done again.
            File.Move(path, aside);
            return aside;
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Path} is damaged: {Reason}. It was kept as {Aside}, and a new epoch begins. Batches that the cloud had not committed are only in that file now.")]
    private static partial void DamagedFileMovedAside(ILogger logger, string path, string aside, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Recovered from {Aside}: {Taken}.")]
    private static partial void TakenOver(ILogger logger, string taken, string aside);
}

/// <summary>The outbox's rows contradict each other: a number is missing or the hash chain does not hold.</summary>
public sealed class OutboxDamagedException(string message) : IOException(message);
