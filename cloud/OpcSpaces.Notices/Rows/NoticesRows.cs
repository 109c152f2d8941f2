using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Messages;

namespace OpcSpaces.Notices.Rows;

/// <summary>A channel, and how it is doing.</summary>
internal sealed class ChannelRow
{
    public string Id { get; set; } = "";

    public string Community { get; set; } = "";

    public ChannelKind Kind { get; set; }

    public string Name { get; set; } = "";

    public NoticeLanguage Language { get; set; }

    /// <summary>A JSON array of patterns.</summary>
    public string Kinds { get; set; } = "[]";

    public NoticeUrgency LeastUrgency { get; set; }

    /// <summary>Null where there are no quiet hours; so are the next three.</summary>
    public TimeOnly? QuietFrom { get; set; }

    public TimeOnly? QuietUntil { get; set; }

    public string? QuietZone { get; set; }

    public QuietThen? QuietThen { get; set; }

    public bool IsPaused { get; set; }

    public string? Address { get; set; }

    public string? Secret { get; set; }

    /// <summary>Whether address and secret are encrypted; what an earlier version wrote is not.</summary>
    public bool IsProtected { get; set; }

    /// <summary>Grows with each change.</summary>
    public long Version { get; set; }

    /// <summary>A JSON array of addresses.</summary>
    public string Recipients { get; set; } = "[]";

    public string ChangedBy { get; set; } = "";

    public DateTimeOffset ChangedAt { get; set; }

    public DateTimeOffset? FailingSince { get; set; }

    public string? LastError { get; set; }

    public DateTimeOffset? LastDeliveredAt { get; set; }
}

/// <summary>A notice. Its number says when it came, among all.</summary>
internal sealed class NoticeRow
{
    public long Number { get; set; }

    public string Id { get; set; } = "";

    public string Community { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public DateTimeOffset QueuedAt { get; set; }

    public string Kind { get; set; } = "";

    public NoticeUrgency Urgency { get; set; }

    /// <summary><see cref="NoticeTexts"/> as JSON.</summary>
    public string Texts { get; set; } = "";

    public string Data { get; set; } = "{}";
}

/// <summary>A file of a notice.</summary>
internal sealed class NoticeFileRow
{
    public long Notice { get; set; }

    /// <summary>Its place among the files of the notice, from 0 on.</summary>
    public int Position { get; set; }

    public string Name { get; set; } = "";

    public string MediaType { get; set; } = "";

    public byte[] Content { get; set; } = [];
}

/// <summary>That a channel sends a notice.</summary>
internal sealed class DeliveryRow
{
    public string Channel { get; set; } = "";

    public long Notice { get; set; }

    public DeliveryState State { get; set; }

    public NoticeUrgency Urgency { get; set; }

    /// <summary>Since when it waits for those who have not got it.</summary>
    public DateTimeOffset QueuedAt { get; set; }

    /// <summary>Whether it came in quiet hours, and was not urgent.</summary>
    public bool IsHeld { get; set; }

    /// <summary>The first notice of the digest that it is a part of; null where it goes alone. Stored before the digest is sent, so that another attempt sends the same.</summary>
    public long? Digest { get; set; }

    /// <summary>A JSON array of the recipients that still have to get it, after the others have; null for all.</summary>
    public string? Recipients { get; set; }

    /// <summary>When these are tried again.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>When it was delivered or given up.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why the last attempt failed.</summary>
    public string? Error { get; set; }
}

/// <summary>What has become of a delivery.</summary>
internal enum DeliveryState
{
    Waiting,
    Delivered,
    GivenUp,
}
