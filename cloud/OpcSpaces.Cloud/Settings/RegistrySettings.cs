using OpcSpaces.Databases;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Settings;

namespace OpcSpaces.Cloud.Settings;

/// <summary>The section <c>registry</c> of the cloud's settings.</summary>
internal static class RegistrySettings
{
    public static RegistryOptions Read(SettingsSection section, RegistryOptions options)
    {
        options.Provider = section.Choice("provider", options.Provider);
        options.ConnectionString = section.OptionalText("connectionString");
        options.ConnectionStringFile = section.OptionalText("connectionStringFile");
        return OptionsSettings.Read(section, options);
    }

    /// <summary>Adds the faults that can be seen without the disk. A connection string is never quoted, because it may have a password.</summary>
    public static void Check(SettingsRules rules, RegistryOptions options)
    {
        if (options.Provider == DatabaseProvider.Sqlite)
        {
            if (options.ConnectionString is not null) rules.Fault("connectionString", "a connection string", "it is for PostgreSQL: write \"provider\": \"postgresql\", or leave it out");
            if (options.ConnectionStringFile is { } file) rules.Fault("connectionStringFile", $"\"{file}\"", "it is for PostgreSQL: write \"provider\": \"postgresql\", or leave it out");
        }
        else if (string.IsNullOrWhiteSpace(options.ConnectionString) && string.IsNullOrWhiteSpace(options.ConnectionStringFile))
        {
            rules.Fault("connectionStringFile", "missing", "give a file whose first line is Host=…;Database=…;Username=…;Password=…, or write connectionString");
        }
        else if (options is { ConnectionString: not null, ConnectionStringFile: not null })
        {
            rules.Fault("connectionString", "a connection string", "connectionStringFile is there too: give one of the two");
        }
    }
}
