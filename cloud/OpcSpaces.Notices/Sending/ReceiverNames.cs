using System.Net;
using MimeKit;

namespace OpcSpaces.Notices.Sending;

/// <summary>The texts by which people name receivers.</summary>
public static class ReceiverNames
{
    private const int LongestMailbox = 254; // RFC 5321 §4.5.3.1.3, with its brackets

    /// <summary>Whether a text is the name of a host, an address, or a network.</summary>
    public static bool IsReceiver(string text) => IPAddress.TryParse(text, out _) || IPNetwork.TryParse(text, out _) || (!text.Contains('/', StringComparison.Ordinal) && Uri.CheckHostName(text) == UriHostNameType.Dns);

    /// <summary>Whether a text is one address of e-mail and nothing else.</summary>
    public static bool IsMailbox(string text) =>
        text.Length <= LongestMailbox && !text.Any(char.IsControl) && MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text && mailbox.Domain.Length > 0;
}
