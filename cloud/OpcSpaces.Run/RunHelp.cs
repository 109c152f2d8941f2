namespace OpcSpaces.Run;

/// <summary>The text of <c>--help</c>.</summary>
internal static class RunHelp
{
    public static string Text(string defaultData) => $"""
        cloud/run: starts OpcSpaces on this machine and prints the address of the live page.

        It needs the .NET 10 SDK and nothing else. It builds, and starts the cloud with its own MQTT broker and its embedded store, and a
        simulated community of 1,000 desks behind 30 gateways, with two smaller ones beside it. Everything listens on loopback only,
        unless --broker-listen says otherwise, and whoever opens the page on this machine is signed in by itself, as administrator. Ctrl-C stops all of it; the data
        stays and is used by the next start.

        The communities with their tenants, leases, absences, areas and invoices are imported into the registry at each start, as the simulator writes them
        (DIR/sim/community, …); what was changed there in another way is replaced, and can be seen by: opcspaces-cloud registry log --data DIR

        At the first start with a data directory, the simulation first runs through the thirty days before now (ten and three of the smaller communities), as fast as it can (some
        four minutes on two cores). The page and the terminal show the date that it has reached. Then it continues in real time. A later start continues
        where the last one ended.

        A demonstration always begins in the morning of a workday: the clock of gateways, cloud and pages shows half past ten at the start, and the
        page says by how much it is shifted. With --clock real everything has the right time, and at night the building is empty.

          --port N          port of the page and the HTTP API, 1 to 65535   (default 8080)
          --data DIR        directory for journal, series and outboxes      (default {defaultData})
          --days N          days of history to simulate first, 0 to 3660    (default 30)
          --clock WHICH     demo or real: see above                         (default demo; real with --no-sim, --replay and --speed)
          --replay FILE     play a recording (CSV) through a gateway's pins instead of simulating people
          --speed N         simulate or play N times faster than real time, up to 1000000; 0 is as fast as possible
                            (default 1; with --replay as fast as possible)
          --no-sim          do not simulate gateways: wait for real ones
          --broker H:P      use this MQTT broker instead of the one in the cloud
          --broker-listen A IP address of the broker in the cloud; 0.0.0.0 for all addresses of this machine, so that gateways reach it
                            (default 127.0.0.1). It has neither certificates nor passwords here: use this in a network of your own only
          --broker-port N   port of the broker in the cloud, 1 to 65535     (default: the first free one from 18830 on)
          --influx URL      write the series to InfluxDB (http://127.0.0.1:8086?db=opcspaces) instead of the embedded store
          --for SECONDS     stop after this time, up to 31536000 (one year)
          --help            show this text

        Examples:
          cloud/run
          cloud/run --port 9000 --data /tmp/opcspaces --days 0 --for 60
          cloud/run --replay firmware-sim/recordings/room-occupancy.csv --speed 60
          cloud/run --no-sim --broker-listen 0.0.0.0 --broker-port 1883
          cloud/run --no-sim --broker 10.0.0.5:1883
        """;
}
