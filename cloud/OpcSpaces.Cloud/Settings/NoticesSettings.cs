using OpcSpaces.Notices.Sending;
using OpcSpaces.Notices.Settings;
using OpcSpaces.Settings;

namespace OpcSpaces.Cloud.Settings;

/// <summary>The section <c>notices</c> of the cloud's settings.</summary>
internal static class NoticesSettings
{
    public static NoticesOptions Read(SettingsSection section, NoticesOptions options)
    {
        options.MonthlyReports = section.Truth("monthlyReports", options.MonthlyReports);
        options.AllowedReceivers = section.Texts("allowedReceivers");
        options.Smtp = section.OptionalPart("smtp", ReadSmtp);
        return OptionsSettings.Read(section, options);
    }

    /// <summary>Adds the faults that can be seen without the disk.</summary>
    public static void Check(SettingsRules rules, NoticesOptions options)
    {
        foreach (var (index, receiver) in options.AllowedReceivers.Index())
        {
            if (!ReceiverNames.IsReceiver(receiver)) rules.Fault($"allowedReceivers[{index}]", $"\"{receiver}\"", "write the name of a host, an IP address, or a network such as 10.0.7.0/24");
        }

        if (options.Smtp is { } smtp) CheckSmtp(rules.At("smtp"), smtp);
    }

    /// <summary>Adds the faults of the files that the section names.</summary>
    public static void CheckFiles(SettingsRules rules, NoticesOptions options)
    {
        if (options.Smtp?.PasswordFile is { } password) rules.Readable("smtp.passwordFile", password);
        if (options.Smtp?.CaFile is { } authorities) rules.Readable("smtp.caFile", authorities);
    }

    private static SmtpOptions ReadSmtp(SettingsSection section)
    {
        var options = new SmtpOptions { Host = section.RequiredText("host"), From = section.RequiredText("from") };
        options.Port = section.Number("port", options.Port);
        options.Security = section.Choice("security", options.Security);
        options.Username = section.OptionalText("username");
        options.PasswordFile = section.OptionalText("passwordFile");
        options.CaFile = section.OptionalText("caFile");
        return options;
    }

    private static void CheckSmtp(SettingsRules rules, SmtpOptions smtp)
    {
        if (smtp.Host.Length > 0 && !ReceiverNames.IsReceiver(smtp.Host)) rules.Fault("host", $"\"{smtp.Host}\"", "write the name or the address of the mail server");
        if (smtp.From.Length > 0 && !ReceiverNames.IsMailbox(smtp.From)) rules.Fault("from", $"\"{smtp.From}\"", "write an address such as spaces@example.org");
        rules.Within("port", smtp.Port, 1, 65_535);
        if (smtp.Username is { } user) rules.NoControl("username", user);
        if ((smtp.Username, smtp.PasswordFile) is (not null, null)) rules.Fault("passwordFile", "missing", "add it: an account needs its password");
        if ((smtp.Username, smtp.PasswordFile) is (null, not null)) rules.Fault("username", "missing", "add it: a password needs an account");
        if (smtp is { Security: SmtpSecurity.None, PasswordFile: not null }) rules.Fault("security", "\"none\"", "the password would go over the network in plain text: write \"startTls\" or \"tls\"");
        if (smtp is { Security: SmtpSecurity.None, CaFile: not null }) rules.Fault("caFile", $"\"{smtp.CaFile}\"", "it is for TLS: leave it out, or write \"startTls\" or \"tls\"");
    }
}
