namespace OpcSpaces.Wire.Host;

/// <summary>What peers do against Sparkplug 3.0, or out of turn, and a host lives with; each kind is counted.</summary>
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

    /// <summary>A birth metric or a datum without timestamp.</summary>
    MetricTimestampMissing,

    /// <summary>An NBIRTH without <c>Node Control/Rebirth</c>, or one that is not Boolean false.</summary>
    RebirthMetricMissing,

    /// <summary><c>Node Control/Rebirth</c> with an alias.</summary>
    RebirthMetricHasAlias,

    /// <summary>A birth metric without datatype.</summary>
    DataTypeMissing,

    /// <summary>A birth metric without name, left out.</summary>
    NameMissing,

    /// <summary>An alias that another metric of the same birth already has, ignored.</summary>
    AliasTwice,

    /// <summary>A name that occurs more than once in a birth; the last one counts.</summary>
    NameTwice,

    /// <summary>Data that carry a name although the birth gave an alias.</summary>
    NameBesideAlias,

    /// <summary>Data that carry a datatype.</summary>
    DataTypeInData,

    /// <summary>A datum whose alias is not in the birth.</summary>
    UnknownAlias,

    /// <summary>A datum without alias whose name is not in the birth, or that has neither.</summary>
    UnknownName,

    /// <summary>Something from a node that is not born.</summary>
    BeforeNodeBirth,

    /// <summary>Something from a device that is not born.</summary>
    BeforeDeviceBirth,

    /// <summary>A retained message of an edge node, dropped: it speaks of an earlier time.</summary>
    Retained,

    /// <summary>A payload that ends in nonsense although its outbox number can be read.</summary>
    DamagedPayload,
}
