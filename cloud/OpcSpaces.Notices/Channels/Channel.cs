using OpcSpaces.Notices.Messages;

namespace OpcSpaces.Notices.Channels;

/// <summary>A way to tell somebody. It never changes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Community">The community whose notices it sends.</param>
/// <param name="Kind">Where it sends to.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Language">The language of what it sends.</param>
public sealed record Channel(string Id, string Community, ChannelKind Kind, string Name, NoticeLanguage Language)
{
    /// <summary>The kinds of notices that it sends (<see cref="NoticeKinds.Matches"/>); empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>It sends what is at least so urgent.</summary>
    public NoticeUrgency LeastUrgency { get; init; }

    /// <summary>Null for none.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>Whether it waits, and keeps what it has to send.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Where a webhook or a robot is; null for e-mail. What follows its host is secret: robots and webhooks have their keys there.</summary>
    public Uri? Address { get; init; }

    /// <summary>With what a webhook or DingTalk signs; null where nothing is signed. Secret.</summary>
    public string? Secret { get; init; }

    /// <summary>The addresses of e-mail.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>True when <see cref="Address"/> and <see cref="Secret"/> are stored and cannot be read, because the key that encrypted them is lost: it sends nothing until it is given them again.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Grows with each change.</summary>
    public long Version { get; init; }

    /// <summary>Who made it, or changed it last, and when.</summary>
    public string ChangedBy { get; init; } = "";

    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The address without what is secret in it.</summary>
    public string? ShownAddress => Address?.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether it sends a notice.</summary>
    public bool Wants(string kind, NoticeUrgency urgency) => urgency >= LeastUrgency && (Kinds.Count == 0 || Kinds.Any(pattern => NoticeKinds.Matches(pattern, kind)));

    /// <summary>For logs: without secrets.</summary>
    public override string ToString() => $"{Kind} {Community}/{Id} ({Name})";
}
