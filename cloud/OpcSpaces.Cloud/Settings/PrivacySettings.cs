using OpcSpaces.Settings;

namespace OpcSpaces.Cloud.Settings;

/// <summary>The section <c>privacy</c> of the cloud's settings.</summary>
internal static class PrivacySettings
{
    public static PrivacyOptions Read(SettingsSection section, PrivacyOptions options)
    {
        options.Contact = section.OptionalText("contact");
        return OptionsSettings.Read(section, options);
    }

    /// <summary>Adds the faults that can be seen without the disk.</summary>
    public static void Check(SettingsRules rules, PrivacyOptions options)
    {
        if (options.Contact is not { } contact) return;
        rules.NotEmpty("contact", contact, "write whom people ask about their personal information, such as privacy@example.org");
        rules.NoControl("contact", contact);
    }
}
