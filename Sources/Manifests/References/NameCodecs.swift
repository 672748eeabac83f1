internal import ClusterModel

extension FieldCodec where Value == HostName {
    /// The name of a host; whether it exists is checked once everything is read.
    static var hostName: Self {
        FieldCodec<String>.text(.hostName).converted {
            HostName($0)
        } from: {
            $0.text
        }
    }
}

extension FieldCodec where Value == VolumeName {
    /// The name of a volume; whether it exists is checked once everything is read.
    static var volumeName: Self {
        FieldCodec<String>.text(.volumeName).converted {
            VolumeName($0)
        } from: {
            $0.text
        }
    }
}

extension FieldCodec where Value == OptionGroupName {
    /// The name of an option group; whether it exists is checked once everything is read.
    static var optionGroupName: Self {
        FieldCodec<String>.text(.optionGroupName).converted {
            OptionGroupName($0)
        } from: {
            $0.text
        }
    }
}
