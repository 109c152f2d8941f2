using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.FirmwareSim.People;
using OpcSpaces.FirmwareSim.Scripts.Files;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Building.Description;

/// <summary>Reads the objects of a description file into records.</summary>
internal static class DescriptionReader
{
    public static CommunityDescription Read(SettingsSection file)
    {
        file.Expect(SettingsSection.BuildingDescription);
        // Read once, so that an id of the wrong type is one fault.
        var id = file.RequiredText("id");
        return new CommunityDescription
        {
            Id = id,
            Name = file.Text("name", id),
            UtcOffsetHours = file.Real("utcOffsetHours", BuildingPlan.DefaultUtcOffset.TotalHours),
            Seed = file.Number("seed", 1),
            Layout = file.OptionalPart("layout", Layout),
            Floors = file.OptionalParts("floors", SpacesReader.Floor),
            Gateways = file.OptionalParts("gateways", Gateway),
            People = file.Part("people", People),
            Signals = file.Part("signals", Signals),
            Tenancy = file.Part("tenancy", Tenancy),
            Kinds = KindReader.Read(file),
            Script = ScriptReader.Read(file),
        };
    }

    private static BuildingOptions Layout(SettingsSection layout)
    {
        var defaults = new BuildingOptions();
        return new BuildingOptions
        {
            Desks = layout.RequiredNumber("desks"),
            Gateways = layout.Number("gateways", defaults.Gateways),
            Meters = layout.OptionalNumber("meters"),
            PulsesPerKilowattHour = layout.Number("pulsesPerKilowattHour", defaults.PulsesPerKilowattHour),
            Doors = layout.Number("doors", 0),
            EnvironmentSensors = layout.Number("environmentSensors", 0),
            RoomSensors = layout.Truth("roomSensors", true),
            OfficeShare = layout.Real("desksInPrivateOffices", defaults.OfficeShare),
            MeetingRoomsPerFloor = layout.Number("meetingRoomsPerFloor", defaults.MeetingRoomsPerFloor),
            MotionShare = layout.Real("desksWithMotion", defaults.MotionShare),
            PadShare = layout.Real("desksWithPad", 0),
            PowerMonitorShare = layout.Real("desksWithPowerMonitor", 0),
        };
    }

    private static PeopleMix People(SettingsSection people)
    {
        var defaults = new PeopleMix();
        return new PeopleMix
        {
            Never = people.Real("never", defaults.Never),
            PartTime = people.Real("partTime", defaults.PartTime),
            NightOwls = people.Real("nightOwls", defaults.NightOwls),
            StillSitters = people.Real("stillSitters", defaults.StillSitters),
            GpuDesks = people.Real("gpuDesks", defaults.GpuDesks),
            BagStays = people.Real("bagStays", defaults.BagStays),
        };
    }

    private static SignalOptions Signals(SettingsSection signals)
    {
        var defaults = new SignalOptions();
        return new SignalOptions
        {
            MotionDelaySeconds = signals.Real("motionDelaySeconds", defaults.MotionDelaySeconds),
            ClimateSeconds = signals.Number("climateSeconds", defaults.ClimateSeconds),
            PowerSeconds = signals.Number("powerSeconds", defaults.PowerSeconds),
            MeterSeconds = signals.Number("meterSeconds", defaults.MeterSeconds),
        };
    }

    private static TenancyOptions Tenancy(SettingsSection tenancy)
    {
        var defaults = new TenancyOptions();
        return new TenancyOptions
        {
            District = tenancy.OptionalPart("district", district => new SimulatedDistrict(district.RequiredText("id"), district.RequiredText("name"), district.OptionalText("city"))) ?? defaults.District,
            Ghosts = tenancy.Real("ghosts", defaults.Ghosts),
            Absences = tenancy.Real("absences", defaults.Absences),
            Books = tenancy.Truth("books", defaults.Books),
        };
    }

    private static DescribedGateway Gateway(SettingsSection gateway) => new(gateway.RequiredText("id"), gateway.Parts("sensors", Sensor));

    private static WiredPoint Sensor(SettingsSection sensor)
    {
        var (zone, point) = (sensor.RequiredText("zone"), sensor.RequiredText("point"));
        if (sensor.RequiredOneOf("sensor", SensorNames.All) is not { } name)
        {
            // Its kind decides which settings it has.
            sensor.IgnoreTheRest();
            return new WiredPoint(zone, point, default, WiredPoint.NoPin) { HasKind = false };
        }

        var kind = SensorNames.Parse(name);
        return kind switch
        {
            _ when SensorNames.PinsOf(kind) is [var first, var second] => Pair(sensor, first, second),
            SensorType.PulseMeter => new WiredPoint(zone, point, kind, sensor.RequiredPin("pin")) { PulsesPerKilowattHour = sensor.Number("pulsesPerKilowattHour", 1_000) },
            _ when SensorNames.IsOnBus(kind) => new WiredPoint(zone, point, kind, WiredPoint.NoPin) { Chip = Chip(sensor, kind) },
            _ => new WiredPoint(zone, point, kind, sensor.RequiredPin("pin")),
        };

        WiredPoint Pair(SettingsSection section, string first, string second) =>
            new(zone, point, kind, section.RequiredPin(first)) { SecondPin = section.RequiredPin(second) };
    }

    private static BusAddress Chip(SettingsSection sensor, SensorType kind)
    {
        var chips = SensorNames.ChipsOf(kind).Select(chip => chip.Name).ToList();
        return new BusAddress(sensor.OneOf("chip", chips, chips[0]), sensor.Text("bus", "i2c-1"), sensor.Has("address") ? sensor.RequiredAddress("address") : 0);
    }
}
