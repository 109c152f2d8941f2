using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Rows;
using OpcSpaces.Notices.Stores;

namespace OpcSpaces.Notices.Http;

/// <summary>A channel to make, or what becomes of one.</summary>
/// <param name="Kind">Where it sends to. It cannot be changed.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Language">The language of what it sends; Chinese where it is not given.</param>
/// <param name="Kinds">The kinds of notices that it sends, such as <c>alarm.*</c>; none for all.</param>
/// <param name="LeastUrgency">It sends what is at least so urgent; everything where it is not given.</param>
/// <param name="QuietHours">Hours in which only what is urgent goes through; none where they are not given.</param>
/// <param name="IsPaused">Whether it waits, and keeps what it has to send.</param>
/// <param name="Address">Where a webhook or a robot is, with the robot's key. Left out in a change, it stays.</param>
/// <param name="SignSecret">DingTalk's secret for signatures (SEC…). Left out in a change, it stays; empty for none.</param>
/// <param name="Recipients">The addresses of e-mail.</param>
internal sealed record ChannelRequestBody(
    ChannelKind? Kind, string? Name, NoticeLanguage? Language = null, IReadOnlyList<string?>? Kinds = null, NoticeUrgency? LeastUrgency = null, QuietHoursBody? QuietHours = null,
    bool? IsPaused = null, string? Address = null, string? SignSecret = null, IReadOnlyList<string?>? Recipients = null);

/// <summary>Quiet hours.</summary>
/// <param name="From">When they begin, as <c>22:00</c>.</param>
/// <param name="Until">When they end.</param>
/// <param name="TimeZone">A name of the IANA database; the community's own where it is not given.</param>
/// <param name="Then">What becomes of what has waited: one message with all of it where it is not given.</param>
internal sealed record QuietHoursBody(TimeOnly? From, TimeOnly? Until, string? TimeZone = null, QuietThen? Then = null);

/// <summary>A channel with its state.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Where it sends to.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Language">The language of what it sends.</param>
/// <param name="Kinds">The kinds of notices that it sends; empty for all.</param>
/// <param name="LeastUrgency">It sends what is at least so urgent.</param>
/// <param name="QuietHours">Hours in which only what is urgent goes through.</param>
/// <param name="IsPaused">Whether it waits.</param>
/// <param name="Address">Its host, without the path and what follows, which are secret.</param>
/// <param name="HasSecret">Whether it signs.</param>
/// <param name="IsLocked">Whether its address and secret cannot be read any more, because the key that encrypted them is lost: it sends nothing until it is given them again.</param>
/// <param name="Recipients">The addresses of e-mail.</param>
/// <param name="ChangedBy">Who made it or changed it last.</param>
/// <param name="ChangedAt">When.</param>
/// <param name="State">How it is doing.</param>
internal sealed record ChannelBody(
    string Id, ChannelKind Kind, string Name, NoticeLanguage Language, IReadOnlyList<string> Kinds, NoticeUrgency LeastUrgency, QuietHours? QuietHours, bool IsPaused,
    string? Address, bool HasSecret, bool IsLocked, IReadOnlyList<string> Recipients, string ChangedBy, DateTimeOffset ChangedAt, ChannelState State)
{
    /// <summary>Its ETag.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Version { get; init; }

    public static ChannelBody Of(Channel channel, ChannelState state) => new(
        channel.Id, channel.Kind, channel.Name, channel.Language, channel.Kinds, channel.LeastUrgency,
        channel.QuietHours, channel.IsPaused, channel.ShownAddress, channel.Secret is not null, channel.IsLocked, channel.Recipients, channel.ChangedBy, channel.ChangedAt, state)
    {
        Version = channel.Version,
    };
}

/// <summary>A channel that was just made, or has a new secret.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Secret">With what a webhook is signed (<c>whsec_…</c>); it is shown this once. Null for other kinds.</param>
internal sealed record ChannelSecretBody(ChannelBody Channel, string? Secret);

/// <summary>What became of a test.</summary>
/// <param name="IsTaken">Whether the receiver took the message.</param>
/// <param name="Error">Why it did not, or what was wrong although it did.</param>
internal sealed record ChannelTestBody(bool IsTaken, string? Error);

/// <summary>What became of a replay.</summary>
/// <param name="Waiting">How many notices wait again.</param>
internal sealed record ReplayBody(int Waiting);

/// <summary>Deliveries of a channel.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Before">Give it as <c>before</c> to get what follows; null at the end.</param>
internal sealed record DeliveriesBody(IReadOnlyList<DeliveryBody> Items, long? Before);

/// <summary>A notice that a channel sends.</summary>
internal sealed record DeliveryBody(long Number, string Notice, string Kind, DeliveryState State, DateTimeOffset QueuedAt, int Attempts, DateTimeOffset? EndedAt, string? Error)
{
    public static DeliveryBody Of(DeliveryInfo it) => new(it.Number, it.Notice, it.Kind, it.State, it.QueuedAt, it.Attempts, it.EndedAt, it.Error);
}

/// <summary>Notices of a community.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Before">Give it as <c>before</c> to get what follows; null at the end.</param>
internal sealed record NoticesBody(IReadOnlyList<NoticeBody> Items, long? Before);

/// <summary>A notice.</summary>
/// <param name="Number">Grows with each notice.</param>
/// <param name="Id">Its id.</param>
/// <param name="At">When it happened.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Urgency">How urgent it is.</param>
/// <param name="English">What it says.</param>
/// <param name="Chinese">The same in Chinese.</param>
/// <param name="Data">What programs need of it.</param>
internal sealed record NoticeBody(long Number, string Id, DateTimeOffset At, string Kind, NoticeUrgency Urgency, NoticeWordsBody English, NoticeWordsBody Chinese, System.Text.Json.JsonElement Data)
{
    public static NoticeBody Of((long Number, Notice Notice) it) =>
        new(it.Number, it.Notice.Id, it.Notice.At, it.Notice.Kind, it.Notice.Urgency, NoticeWordsBody.Of(it.Notice.Texts.English), NoticeWordsBody.Of(it.Notice.Texts.Chinese), it.Notice.Data);
}

/// <summary>What a notice says.</summary>
internal sealed record NoticeWordsBody(string Title, string Text)
{
    public static NoticeWordsBody Of(NoticeText text) => new(text.Title, text.Text);
}
