import ClusterModel
import Testing

@testable import Lab

@Suite struct LabTextsTests {
    private let hosts = [LabHost(name: "host1", number: 1), LabHost(name: "host2", number: 2)]

    @Test func names() {
        #expect(
            LabTexts.names(hosts) == """
                127.0.0.1 localhost
                ::1 localhost ip6-localhost
                10.88.0.1 hub.lab.test hub
                10.88.0.11 host1.lab.test host1
                10.88.0.12 host2.lab.test host2

                """)
    }

    @Test(arguments: [
        ("10.88.0.11 host1.lab.test host1\n10.88.0.12\thost2.lab.test  host2\n", nil),
        ("10.88.0.100 nfs\n", "10.88.0.100 nfs\n10.88.0.11 host1.lab.test host1\n10.88.0.12 host2.lab.test host2\n"),
        ("x", "x\n10.88.0.11 host1.lab.test host1\n10.88.0.12 host2.lab.test host2\n"),
        ("", "10.88.0.11 host1.lab.test host1\n10.88.0.12 host2.lab.test host2\n"),
    ])
    func missingNamesAreAdded(_ text: String, _ expected: String?) {
        #expect(LabTexts.completed(text, with: hosts) == expected)
    }

    @Test func knownHostsUnderEveryName() {
        let text = LabTexts.knownHosts(hosts, keys: [hosts[1].publicKey: "ssh-ed25519 AAAA host2\n"])
        #expect(text == "host2.lab.test,host2,10.88.0.12 ssh-ed25519 AAAA\n")
    }

    @Test func hashes() {
        #expect(FNV1a.hex("".utf8) == "cbf29ce484222325")
        #expect(FNV1a.hex("a".utf8) == "af63dc4c8601ec8c")
    }

    @Test func theMountUnitKnowsEveryDisk() {
        let unit = BaseRecipe.current.files.first { $0.path.hasSuffix(BaseRecipe.mountUnitName) }
        #expect(unit?.text.contains("ExecStart=-/sbin/blkid /dev/vdb /dev/vdc") == true)
        #expect(unit?.text.contains("/dev/vdi\n") == true)
        #expect(unit?.text.contains("Before=local-fs.target glusterd.service") == true)
    }

    @Test func everyPartOfTheRecipeCounts() {
        let some = BaseRecipe(suite: "s", packages: ["p"], disabled: ["d"], masked: ["m"], files: [])
        let others = [
            BaseRecipe(suite: "t", packages: ["p"], disabled: ["d"], masked: ["m"], files: []),
            BaseRecipe(suite: "s", packages: ["q"], disabled: ["d"], masked: ["m"], files: []),
            BaseRecipe(suite: "s", packages: ["p"], disabled: ["e"], masked: ["m"], files: []),
            BaseRecipe(suite: "s", packages: ["p"], disabled: ["d"], masked: ["n"], files: []),
            BaseRecipe(
                suite: "s", packages: ["p"], disabled: ["d"], masked: ["m"],
                files: [BaseRecipe.File(path: "/x", text: "")]),
            some.leavingOut(["p"]),
        ]
        #expect(Set((others + [some]).map(\.digest)).count == 7)
        #expect(some.digest.count == 16)
    }
}

@Suite struct LabReportTests {
    private let status = LabStatus(hosts: [
        LabStatus.Host(
            host: LabHost(name: "host1", number: 1), state: .on,
            disks: [LabDisk(device: "/dev/vdb", image: "/i/vdb.img")]),
        LabStatus.Host(host: LabHost(name: "b", number: 2), state: .off, disks: []),
    ])

    @Test func text() {
        #expect(
            LabReport.text(status) == """
                HOST   ADDRESS     STATE  DISKS
                host1  10.88.0.11  on     /dev/vdb
                b      10.88.0.12  off    -

                key          /var/lib/hcctl-lab/id_ed25519
                known_hosts  /var/lib/hcctl-lab/known_hosts
                next         hcctl lab poweron b
                """)
    }

    @Test func noLab() {
        #expect(LabReport.text(LabStatus(hosts: [])) == "no lab is up\n\nnext  hcctl lab up")
        #expect(LabReport.json(LabStatus(hosts: [])).description.contains(#""hosts": []"#))
    }

    @Test func json() {
        #expect(
            LabReport.json(status).description == """
                {
                  "formatVersion": 1,
                  "hub": "hcctl-hub",
                  "identityFile": "/var/lib/hcctl-lab/id_ed25519",
                  "knownHostsFile": "/var/lib/hcctl-lab/known_hosts",
                  "hosts": [
                    {
                      "name": "host1",
                      "address": "10.88.0.11",
                      "state": "on",
                      "disks": [
                        {
                          "device": "/dev/vdb",
                          "image": "/i/vdb.img"
                        }
                      ]
                    },
                    {
                      "name": "b",
                      "address": "10.88.0.12",
                      "state": "off",
                      "disks": []
                    }
                  ]
                }
                """)
    }
}
