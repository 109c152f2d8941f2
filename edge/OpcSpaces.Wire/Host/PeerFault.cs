namespace OpcSpaces.Wire.Host;

/// <summary>Mistakes of peers that a host tolerates and counts: violations of Sparkplug 3.0, and messages at the wrong time.</summary>
public enum PeerFault
{
    /// <summary>bdSeq is not Int64; real peers send UInt64.</summary>
    BirthSequenceType,

    /// <summary>An NBIRTH without bdSeq: any NDEATH ends such a session.</summary>
    BirthSequenceMissing,

    /// <summary>A new session after a death with the bdSeq of the old one.</summary>
    BirthSequenceNotGrowing,

    /// <summary>An NDEATH without bdSeq, ignored while the birth had one.</summary>
    DeathWithoutBirthSequence,

    /// <summary>An NDEATH of another session than the present one, ignored.</summary>
    DeathOfOtherSession,

    /// <summary>An NDEATH with a <c>seq</c>.</summary>
    DeathWithSequence,

    /// <summary>An NDEATH with more metrics than bdSeq.</summary>
    DeathWithOtherMetrics,

    /// <summary>An NBIRTH whose <c>seq</c> is not 0.</summary>
    BirthSeqNotZero,

    /// <summary>A message other than NDEATH without <c>seq</c>.</summary>
    SeqMissing,

    /// <summary>A <c>seq</c> above 255.</summary>
    SeqOutOfRange,

    /// <summary>A <c>seq</c> that was not the next one.</summary>
    SeqOutOfOrder,

    /// <summary>A payload without timestamp.</summary>
    PayloadTimestampMissing,

    /// <summary>A metric without timestamp, in a birth or in data.</summary>
    MetricTimestampMissing,

    /// <summary>A metric whose timestamp is not a plausible time in ms: another unit, or a clock that was never set.</summary>
    MetricTimestampImplausible,

    /// <summary>A metric in data whose value is in another field than the birth's datatype asks for.</summary>
    WrongValueField,

    /// <summary>An NBIRTH without <c>Node Control/Rebirth</c>, or one that is not Boolean false.</summary>
    RebirthMetricMissing,

    /// <summary><c>Node Control/Rebirth</c> with an alias.</summary>
    RebirthMetricHasAlias,

    /// <summary>A birth metric without datatype.</summary>
    DataTypeMissing,

    /// <summary>A birth metric without name, left out.</summary>
    NameMissing,

    /// <summary>A birth metric whose name is not UTF-8, left out: it cannot be told from others.</summary>
    NameNotUtf8,

    /// <summary>An alias that another metric of the same birth already has: it is void for all of them, and names decide.</summary>
    AliasTwice,

    /// <summary>A name that occurs more than once in a birth; the last one counts.</summary>
    NameTwice,

    /// <summary>A metric in data with a name although the birth gave it an alias; the name decides.</summary>
    NameBesideAlias,

    /// <summary>A metric in data whose name and alias belong to different metrics of the birth; the name decides.</summary>
    AliasContradictsName,

    /// <summary>A metric in data without name, whose alias several metrics of the birth share: none of them is known any more.</summary>
    AmbiguousAlias,

    /// <summary>A metric in data with a datatype.</summary>
    DataTypeInData,

    /// <summary>A metric in data whose alias is not in the birth.</summary>
    UnknownAlias,

    /// <summary>A metric in data without alias, whose name is missing or not in the birth.</summary>
    UnknownName,

    /// <summary>A message from a node without a birth.</summary>
    BeforeNodeBirth,

    /// <summary>A message from a device without a birth.</summary>
    BeforeDeviceBirth,

    /// <summary>A retained message of an edge node, dropped because it is of an earlier time.</summary>
    Retained,

    /// <summary>A payload whose end cannot be read, although its outbox number can.</summary>
    DamagedPayload,
}
