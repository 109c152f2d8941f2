using OpcSpaces.Access.Values;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Notices.Sending;
using OpcSpaces.Notices.Settings;

namespace OpcSpaces.Notices.Http;

/// <summary>Makes channels of requests, with every fault.</summary>
internal sealed class ChannelReader(ReceiverPolicy policy, NoticesOptions options)
{
    private const int LongestAddress = 2_000;
    private const int LongestSecret = 200;
    private const int MostRecipients = 50;
    private const int MostKinds = 50;

    /// <param name="body">The request.</param>
    /// <param name="former">The channel that is changed; a new one has the kind of the request, and nothing else.</param>
    /// <param name="timeZone">That of the community.</param>
    public Outcome<Channel> Read(ChannelRequestBody body, Channel former, string timeZone)
    {
        var faults = new List<Fault>();
        if (body.Kind is { } kind && kind != former.Kind) faults.Add(new Fault("kind", $"{kind}", "it cannot be changed: make another channel"));
        if (Label.FaultOf(body.Name, "say what the channel is for") is { } unnamed) faults.Add(unnamed);
        var channel = former with
        {
            Name = body.Name?.Trim() ?? "",
            Language = body.Language ?? NoticeLanguage.Chinese,
            Kinds = Kinds(body.Kinds ?? [], faults),
            LeastUrgency = body.LeastUrgency ?? NoticeUrgency.Info,
            QuietHours = body.QuietHours is { } quiet ? Quiet(quiet, timeZone, faults) : null,
            IsPaused = body.IsPaused ?? false,
            IsLocked = false,
            Address = Address(body.Address, former, faults),
            Secret = Secret(body.SignSecret, former, faults),
            Recipients = Recipients(body.Recipients ?? [], former.Kind, faults),
        };
        return faults.Count > 0 ? Outcome.Wrong<Channel>(faults) : Outcome.Done(channel);
    }

    private static List<string> Kinds(IReadOnlyList<string?> texts, List<Fault> faults)
    {
        if (texts.Count > MostKinds) faults.Add(new Fault("kinds", $"{texts.Count}", $"give {MostKinds} at most"));
        foreach (var (index, text) in texts.Index())
        {
            if (text is null || !NoticeKinds.IsPattern(text)) faults.Add(new Fault($"kinds[{index}]", text, "write a kind such as alarm.raised, or a beginning such as alarm.*"));
        }

        return [.. texts.OfType<string>().Distinct()];
    }

    private static QuietHours? Quiet(QuietHoursBody body, string timeZone, List<Fault> faults)
    {
        var zone = body.TimeZone ?? timeZone;
        if (body.From is null) faults.Add(new Fault("quietHours.from", null, "give a time such as 22:00"));
        if (body.Until is null) faults.Add(new Fault("quietHours.until", null, "give a time such as 07:00"));
        if (body.From is { } first && first == body.Until) faults.Add(new Fault("quietHours.until", $"{first:HH\\:mm}", "give another time than from; leave quietHours out for none"));
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) faults.Add(new Fault("quietHours.timeZone", zone, "write a name of the IANA database, such as Asia/Shanghai"));
        return body is { From: { } from, Until: { } until } ? new QuietHours(from, until, zone, body.Then ?? QuietThen.Digest) : null;
    }

    private Uri? Address(string? text, Channel former, List<Fault> faults)
    {
        if (former.Kind == ChannelKind.Email)
        {
            if (text is not null) faults.Add(new Fault("address", null, "leave it out: e-mail has recipients"));
            return null;
        }

        if (text is null && former.Address is { } same) return same;
        // What follows the host is secret, and a fault quotes what was sent.
        if (text is null || text.Length > LongestAddress || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address is not { UserInfo: "", Fragment: "" })
        {
            faults.Add(new Fault("address", text is null ? null : "an address", $"write an address such as https://hooks.example.org/spaces, without user, password and fragment, in {LongestAddress} characters at most"));
            return null;
        }

        if (policy.FaultOf(address) is { } refused) faults.Add(new Fault("address", address.GetLeftPart(UriPartial.Authority), refused));
        if (former.Kind == ChannelKind.Wecom && !HasParameter(address, "key")) faults.Add(new Fault("address", address.GetLeftPart(UriPartial.Authority), "copy the whole address of the robot, with ?key=…"));
        if (former.Kind == ChannelKind.Dingtalk && !HasParameter(address, "access_token")) faults.Add(new Fault("address", address.GetLeftPart(UriPartial.Authority), "copy the whole address of the robot, with ?access_token=…"));
        return address;
    }

    private static string? Secret(string? text, Channel former, List<Fault> faults)
    {
        if (text is null)
        {
            if (former is { IsLocked: true, Kind: ChannelKind.Dingtalk }) faults.Add(new Fault("signSecret", null, "it cannot be read any more, because the key that encrypted it is lost: give it again, or an empty text for none"));
            return former.Secret;
        }

        if (former.Kind != ChannelKind.Dingtalk) faults.Add(new Fault("signSecret", null, "leave it out: it is for DingTalk; that of a webhook is made here"));
        else if (text.Length > LongestSecret || text.Any(char.IsControl)) faults.Add(new Fault("signSecret", null, $"copy the secret that DingTalk shows (SEC…), {LongestSecret} characters at most"));
        return text.Length == 0 ? null : text;
    }

    private List<string> Recipients(IReadOnlyList<string?> texts, ChannelKind kind, List<Fault> faults)
    {
        if (kind != ChannelKind.Email)
        {
            if (texts.Count > 0) faults.Add(new Fault("recipients", $"{texts.Count}", "leave them out: they are for e-mail"));
            return [];
        }

        if (options.Smtp is null) faults.Add(new Fault("kind", "email", "this installation has no mail server: the administrator sets notices.smtp"));
        if (texts.Count is 0 or > MostRecipients) faults.Add(new Fault("recipients", $"{texts.Count}", $"give 1 to {MostRecipients} addresses"));
        foreach (var (index, text) in texts.Index())
        {
            if (text is null || !ReceiverNames.IsMailbox(text)) faults.Add(new Fault($"recipients[{index}]", text, "write an address such as eva@example.org"));
        }

        return [.. texts.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static bool HasParameter(Uri address, string name) => address.Query.TrimStart('?').Split('&').Any(part => part.StartsWith($"{name}=", StringComparison.Ordinal) && part.Length > name.Length + 1);
}
