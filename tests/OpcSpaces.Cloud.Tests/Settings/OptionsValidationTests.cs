using System.Text.Json;
using OpcSpaces.Access.Settings;
using OpcSpaces.Alarms.Settings;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Ingest;
using OpcSpaces.Notices.Settings;
using OpcSpaces.Projections.Running;
using OpcSpaces.Settings;
using OpcSpaces.Storage.Series;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Cloud.Tests.Settings;

public sealed class OptionsValidationTests
{
    /// <summary>Options without a validator of their own, and the rules that check them where they are read.</summary>
    private static readonly Dictionary<Type, Type> CheckedBy = new()
    {
        [typeof(MqttEndpointOptions)] = typeof(MqttEndpointSettings),
        [typeof(MqttTlsOptions)] = typeof(MqttEndpointSettings),
        [typeof(BrokerTlsOptions)] = typeof(EmbeddedBrokerSettings),
        [typeof(OpenIdOptions)] = typeof(AccessSettings),
        [typeof(SmtpOptions)] = typeof(NoticesSettings),
    };

    public static TheoryData<Type> Classes => [.. OptionsClasses.All];

    public static TheoryData<RangedNumber> Numbers => [.. OptionsClasses.Numbers];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Every_options_class_is_validated(Type options) => Assert.True(
        OptionsClasses.Validators(options).Count > 0 || options.GetMethod("Faults") is not null || options.GetMethod("Validate", (System.Reflection.BindingFlags)(-1), []) is not null || CheckedBy.ContainsKey(options),
        $"{options} has neither an IValidateOptions<{options.Name}>, nor a method Faults() or Validate(), nor rules in {nameof(CheckedBy)}.");

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_with_a_range_is_refused_below_and_above_and_accepted_at_its_limits(RangedNumber number)
    {
        Assert.Empty(OptionsClasses.Faults(number, number.Least));
        Assert.Empty(OptionsClasses.Faults(number, number.Most));
        Assert.Contains(OptionsClasses.Faults(number, number.Least - 1), fault => fault.Contains(number.Name, StringComparison.Ordinal));
        Assert.Contains(OptionsClasses.Faults(number, number.Most + 1), fault => fault.Contains(number.Name, StringComparison.Ordinal));
    }

    public static TheoryData<Type, string, string> Pairs => new()
    {
        { typeof(IngestOptions), nameof(IngestOptions.FirstJournalPauseMs), nameof(IngestOptions.LongestJournalPauseMs) },
        { typeof(ProjectionsOptions), nameof(ProjectionsOptions.FirstPauseMs), nameof(ProjectionsOptions.LongestPauseMs) },
        { typeof(NoticesOptions), nameof(NoticesOptions.FirstPauseMs), nameof(NoticesOptions.LongestPauseMs) },
        { typeof(RetryOptions), nameof(RetryOptions.FirstDelayMs), nameof(RetryOptions.MaxDelayMs) },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_first_pause_above_the_longest_is_refused_by_validators_and_settings(Type options, string first, string longest)
    {
        var pair = Activator.CreateInstance(options)!;
        options.GetProperty(first)!.SetValue(pair, 200);
        options.GetProperty(longest)!.SetValue(pair, 100);
        var rules = new SettingsRules();
        OptionsSettings.Check(rules, pair);
        var (firstName, longestName) = (JsonNamingPolicy.CamelCase.ConvertName(first), JsonNamingPolicy.CamelCase.ConvertName(longest));
        Assert.Equal($"{firstName}: 200 – {firstName} 200 must not be above {longestName} 100", Assert.Single(rules.Faults).ToString());
        Assert.Contains(OptionsClasses.FaultsOf(pair), fault => fault.Contains($"{first} 200 must not be above {longest} 100", StringComparison.Ordinal));
    }

    [Fact]
    public void A_coverage_that_clears_below_the_one_that_raises_is_refused_by_validators_and_settings()
    {
        var options = new AlarmOptions { CoveragePercent = 80, CoverageClearPercent = 70 };
        var rules = new SettingsRules();
        OptionsSettings.Check(rules, options);
        Assert.Equal("coverageClearPercent: 70 – coverageClearPercent 70 must not be below coveragePercent 80", Assert.Single(rules.Faults).ToString());
        Assert.Contains(OptionsClasses.FaultsOf(options), fault => fault.Contains("CoverageClearPercent 70 must not be below CoveragePercent 80", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_rules_of_the_settings_agree_with_the_validators(RangedNumber number)
    {
        Assert.Empty(FaultsOf(number.Least));
        Assert.Empty(FaultsOf(number.Most));
        Assert.Equal($"use {number.Least} to {number.Most}", Assert.Single(FaultsOf(number.Least - 1)).Fix);
        Assert.Equal($"{number.Most + 1}", Assert.Single(FaultsOf(number.Most + 1)).Value);

        IReadOnlyList<SettingsFault> FaultsOf(long value)
        {
            var options = Activator.CreateInstance(number.Class)!;
            OptionsClasses.WidenPairs(options);
            var property = number.Class.GetProperty(number.Name)!;
            property.SetValue(options, Convert.ChangeType(value, property.PropertyType, System.Globalization.CultureInfo.InvariantCulture));
            var rules = new SettingsRules();
            OptionsSettings.Check(rules, options);
            return rules.Faults;
        }
    }
}
