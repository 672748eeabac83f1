package struct LabHost: Sendable, Hashable {
    /// The name in commands: `host1`.
    package let name: String
    /// From 1; gives the address.
    package let number: Int

    package init(name: String, number: Int) {
        self.name = name
        self.number = number
    }

    package var address: String { "\(LabLayout.networkPrefix)\(Self.firstAddress + number)" }
    package var fullName: String { "\(name).\(LabLayout.domain)" }

    static let firstAddress = 10

    /// The name of the container, its network namespace and its control group.
    var machine: String { LabLayout.prefix + name }
    /// The hub's end of its cable. By number, since names of interfaces end at 15 characters.
    var port: String { "port\(number)" }
    var directory: String { "\(LabLayout.hostsDirectory)/\(name)" }
    /// The folder in which a new host is created; renamed to `directory` once it is complete.
    var draft: String { "\(LabLayout.hostsDirectory)/.\(name).new" }
    var root: String { "\(directory)/root" }
    var publicKey: String { "\(directory)/upper/etc/ssh/ssh_host_ed25519_key.pub" }
    var namesFile: String { "\(root)/etc/hosts" }

    /// Locally administered, the same at every start.
    var hardwareAddress: String {
        let last = String(Self.firstAddress + number, radix: 16)
        return "02:88:00:00:00:" + String(repeating: "0", count: 2 - last.count) + last
    }
}

/// A disk of a host.
package struct LabDisk: Sendable, Hashable {
    /// In the host: `/dev/vdb`.
    package let device: String
    /// On this machine.
    package let image: String

    /// The disks that a new host gets, in order.
    static func letters(_ count: Int) -> [String] { "bcdefghi".prefix(count).map { "vd\($0)" } }
    static let all = letters(LabLimit.disks).map { "/dev/\($0)" }

    /// Those that a host may have.
    static func possible(of host: LabHost) -> [LabDisk] {
        letters(LabLimit.disks).map { LabDisk(device: "/dev/\($0)", image: "\(host.directory)/\($0).img") }
    }

    /// The blank image before it takes the disk's place.
    var fresh: String { image + ".new" }
    /// The image of the disk that was taken out, until the swap is complete.
    var dead: String { image + ".dead" }
}
