namespace OpcSpaces.Storage.Journaling;

/// <summary>
/// What an entry is. The numbers are stored in files: never change one. Readers ignore kinds that they do not know, because a newer version
/// may have written them.
/// </summary>
public enum JournalKind : byte
{
    /// <summary>Never written: a reader gets it for a number that does not fit.</summary>
    Unknown = 0,

    /// <summary>The cloud started: nothing is known about any gateway until its next birth. Gateway is empty.</summary>
    HostStart = 1,

    /// <summary>A gateway's NBIRTH, whole; epoch and sequence are what it declared (0 for a foreign node without an outbox).</summary>
    NodeBirth = 2,

    /// <summary>A zone's DBIRTH, whole.</summary>
    DeviceBirth = 3,

    /// <summary>One outbox batch, whole: the next sequence of its epoch.</summary>
    Data = 4,

    NodeDeath = 5,

    DeviceDeath = 6,

    /// <summary>Batches that the gateway no longer holds; sequence is the last of them, and the stream continues after it.</summary>
    Gap = 7,

    /// <summary>
    /// A gateway found that its outbox differs from what the journal has of the previous epoch (an old copy, or two copies that both went
    /// on), and continues under this one. JSON {"previous":…,"upTo":…}: the batches of the previous epoch after that sequence come again here.
    /// </summary>
    NewEpoch = 9,

    /// <summary>Data of a Sparkplug node without an outbox, which arrives at most once.</summary>
    ForeignData = 8,

    /// <summary>
    /// A change of the registry, or a part of a large one. Gateway is <c>registry</c>, epoch names the registry's database, and sequence
    /// counts the parts: like a gateway's batches, each is the next one of its stream, so that none is missing and none comes twice.
    /// </summary>
    RegistryChange = 10,

    /// <summary>
    /// Nothing else came for a while, and the time has passed. What is decided by time is decided by the times of entries, so that it
    /// is decided equally whenever the journal is read. Gateway is empty.
    /// </summary>
    Clock = 11,

    /// <summary>
    /// From here on the registry is the database that the epoch names, all of whose changes up to the sequence are in the journal. Written at a
    /// start with a registry that the journal already has, when there are others in it as well. Gateway is <c>registry</c>.
    /// </summary>
    RegistryHead = 12,

    /// <summary>
    /// What stays of a batch, or of a birth that a newer one replaced, whose content has expired: <see cref="ExpiredEntry"/>. Gateway, device,
    /// epoch, sequence and receive time are those of the entry that was.
    /// </summary>
    Expired = 13,
}
