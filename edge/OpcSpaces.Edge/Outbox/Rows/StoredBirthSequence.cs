using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OpcSpaces.Wire.EdgeNode;

namespace OpcSpaces.Edge.Outbox.Rows;

/// <summary>
/// bdSeq in the outbox's file. While the disk accepts nothing, the number goes on in memory: for a host, a number that comes twice
/// after a restart is better than a gateway that stays away.
/// </summary>
internal sealed partial class StoredBirthSequence(Lock disk, OutboxWriter writer, ILogger logger) : IBirthSequenceStore
{
    private byte? _unsaved;

    public byte? Read()
    {
        lock (disk) return _unsaved ?? writer.State.BirthSequence;
    }

    public void Write(byte birthSequence)
    {
        lock (disk)
        {
            try
            {
                writer.SaveBirthSequence(birthSequence);
                _unsaved = null;
            }
            catch (SqliteException e)
            {
                _unsaved = birthSequence;
                NotSaved(logger, birthSequence, e.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The birth sequence {BirthSequence} could not be stored, and is used anyway: {Reason}")]
    private static partial void NotSaved(ILogger logger, byte birthSequence, string reason);
}
