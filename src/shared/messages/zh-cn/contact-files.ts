import type { ContactFileMessages } from '../en/contact-files'

/** 联系人文件及其文件对话框的文字（简体中文）。 */
export const contactFilesZhCn: ContactFileMessages = {
  choose: '选择联系人文件',
  kinds: '联系人文件（CSV、TSV、TXT、XLSX、vCard）',
  allFiles: '所有文件',
  fileKinds: { csv: 'CSV', vcf: 'vCard 名片' },
  stem: '联系人',
  card: {
    mobile: '手机',
    work: '办公',
    home: '住宅',
    fax: '传真',
    pager: '寻呼机',
    email: '邮箱',
    title: '职务',
    department: '部门',
    address: '地址',
    website: '网站',
    birthday: '生日',
    nickname: '昵称'
  },
  table: { name: '姓名', company: '公司', number: '电话', note: '备注', more: '其他' }
}
