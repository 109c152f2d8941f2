using MailKit.Net.Smtp;
using MimeKit;

namespace OpcSpaces.Notices.Mail;

/// <summary>A connection to the mail server that goes on when it refuses some of the recipients: the others must not miss the message.</summary>
internal sealed class MailConnection : SmtpClient
{
    private const int FirstOfPermanent = 500; // RFC 5321 §4.2.1

    private readonly List<(string Address, int Status)> _refused = [];

    /// <summary>The recipients that have not got the message, with the server's reason; null for none.</summary>
    public string? Refusal => _refused.Count == 0 ? null
        : string.Join("; ", _refused.GroupBy(it => it.Status < FirstOfPermanent).Select(group => $"the mail server {(group.Key ? "defers" : "refuses")} {string.Join(", ", group.Select(it => $"{it.Address} ({it.Status})"))}"));

    /// <summary>Those of them that may be tried again: greylisting, a full mailbox.</summary>
    public IReadOnlyList<string> Deferred => [.. _refused.Where(it => it.Status < FirstOfPermanent).Select(it => it.Address)];

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => _refused.Add((mailbox.Address, (int)response.StatusCode));
}
