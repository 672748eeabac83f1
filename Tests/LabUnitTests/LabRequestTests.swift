import Testing

@testable import Lab

@Suite struct LabRequestTests {
    private static let none: [LabHost] = []
    private static let three = (1...3).map { LabHost(name: "host\($0)", number: $0) }
    private static let named = [LabHost(name: "a", number: 1)]

    struct Row: Sendable, CustomTestStringConvertible {
        let hosts: Int?
        let names: String?
        let existing: [LabHost]
        /// Names and numbers, or a word of the problem.
        let verdict: String
        init(_ hosts: Int?, _ names: String?, _ existing: [LabHost], _ verdict: String) {
            (self.hosts, self.names, self.existing, self.verdict) = (hosts, names, existing, verdict)
        }
        var testDescription: String { "\(hosts ?? -1) \(names ?? "-") \(existing.count) \(verdict)" }
    }

    @Test(arguments: [
        // hosts  names      there already  the hosts that are to be there, or why not
        Row(nil, nil, none, "host1=1 host2=2 host3=3"),
        Row(nil, nil, named, "a=1"),
        Row(2, nil, none, "host1=1 host2=2"),
        Row(2, nil, three, "host1=1 host2=2 host3=3"),
        Row(4, nil, three, "host1=1 host2=2 host3=3 host4=4"),
        Row(nil, "a,b", none, "a=1 b=2"),
        Row(nil, "a,b", named, "a=1 b=2"),
        Row(nil, "b,a", named, "10.88.0.11 is a"),
        Row(2, nil, named, "10.88.0.11 is a"),
        Row(2, "a", none, "both"),
        Row(0, nil, none, "number of hosts is 0"),
        Row(33, nil, none, "number of hosts is 33"),
        Row(nil, "a,a", none, "is given twice"),
        Row(nil, "A", none, "'A' cannot be"),
        Row(nil, "a,", none, "'' cannot be"),
        Row(nil, "-a", none, "'-a' cannot be"),
        Row(nil, "a/b", none, "'a/b' cannot be"),
        Row(nil, "hub", none, "'hub' cannot be"),
    ])
    func hostsOfARequest(_ row: Row) {
        var request = LabRequest()
        request.hosts = row.hosts
        request.names = row.names?.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        do throws(LabProblem) {
            let hosts = try request.hosts(beside: row.existing)
            #expect(hosts.map { "\($0.name)=\($0.number)" }.joined(separator: " ") == row.verdict)
        } catch {
            #expect(error.trouble.contains(row.verdict), "\(error)")
        }
    }

    @Test(arguments: [-1, 9]) func refusesThatManyDisks(_ disks: Int) {
        var request = LabRequest()
        request.disks = disks
        #expect(throws: LabProblem.self) { try request.hosts(beside: []) }
    }

    @Test(arguments: [1 << 20, 1 << 60]) func refusesDisksOfThatSize(_ bytes: Int) {
        var request = LabRequest()
        request.diskBytes = bytes
        #expect(throws: LabProblem.self) { try request.hosts(beside: []) }
    }

    @Test(arguments: [
        ("8GiB", 8_589_934_592), ("512MiB", 536_870_912), ("1TiB", 1_099_511_627_776), ("4096", 4096), ("7B", 7),
        ("1KiB", 1024), ("", nil), ("GiB", nil), ("8GB", nil), ("8 GiB", nil), ("-1", nil), ("8.5GiB", nil),
        ("9223372036854775807KiB", nil), ("99999999999999999999", nil),
    ])
    func sizes(_ text: String, _ bytes: Int?) { #expect(LabSize.bytes(text) == bytes) }

    @Test func aHostIsNamedAndAddressedByItsNumber() {
        let host = LabHost(name: "host2", number: 2)
        #expect(host.address == "10.88.0.12")
        #expect(host.fullName == "host2.lab.test")
        #expect(host.machine == "hcctl-host2")
        #expect(host.hardwareAddress == "02:88:00:00:00:0c")
        #expect(LabHost(name: "x", number: 32).hardwareAddress == "02:88:00:00:00:2a")
    }
}
